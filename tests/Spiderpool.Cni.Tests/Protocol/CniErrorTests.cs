using System.Text;
using System.Text.Json;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class CniErrorTests
{
    [Fact]
    public void An_error_has_the_reasons_code_its_line_and_what_to_do() => Assert.Equal(
        """{"cniVersion":"0.4.0","code":108,"msg":"IPsExhausted: pool a is full","details":"Add addresses to a pool or delete pods."}""",
        Text(CniError.Of(new ReasonException(Reason.IPsExhausted, "pool a is full"))));

    [Fact]
    public void The_verb_may_choose_another_code() => Assert.Equal(
        CniErrorCode.PluginNotAvailable,
        new CniException(new ReasonException(Reason.AgentUnreachable, "x"), CniErrorCode.PluginNotAvailable).Error.Code);

    [Fact]
    public void A_message_of_several_lines_becomes_one() => Assert.Equal(
        "Internal: a b c d", CniError.Of(new ReasonException(Reason.Internal, "a\nb\r\nc\u2028d")).Message);

    [Fact]
    public void Each_reason_has_a_code_that_the_specification_leaves_or_gives_it()
    {
        int[] ofTheSpecification = [1, 4, 7, 11, 50];

        Assert.All(Reason.All.Values, reason =>
            Assert.True(reason.CniCode is >= 100 and <= 999 || ofTheSpecification.Contains(reason.CniCode), reason.Name));
        Assert.All(
            Reason.All.Values.Where(reason => reason.CniCode >= 100).GroupBy(reason => reason.CniCode), group => Assert.Single(group));
    }

    private static string Text(CniError error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) error.Write(json, CniVersion.V040);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
