using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Spiderpool.Api.Crds;

namespace Spiderpool.Api.Tests;

/// <summary>status.allocatedIPs, which has a reader and a writer of its own.</summary>
public class LongTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.OneOfConst('"', '\\', '/', 'a', '7', '{', ':', '.'), 0, 60],
        Gen.String[Gen.OneOfConst('"', '\\', '\n', '\t', '\u0001', 'ä', '€', 'x'), 0, 60]);

    [Fact]
    public void A_text_is_read_as_the_standard_reader_reads_it() => Texts.Sample(text =>
        Assert.All((string[])[JsonSerializer.Serialize(text), JsonSerializer.Serialize(text, Relaxed)],
            json => Assert.Equal(text, Read(json))));

    [Theory]
    [InlineData(@"""{\""10.0.0.1\"":{}}""", @"{""10.0.0.1"":{}}")]
    [InlineData(@"""\\\""""", @"\""")]
    [InlineData(@"""a\/b\u0041""", "a/bA")]
    [InlineData(@"""\ud83d\ude00""", "😀")]
    [InlineData("\"\"", "")]
    [InlineData("null", null)]
    public void Escapes_and_absence_are_read(string json, string? text) => Assert.Equal(text, Read(json));

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData(@"""\x""")]
    public void What_is_no_text_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void A_text_of_many_pieces_is_written_whole()
    {
        var status = new SpiderIPPoolStatus { AllocatedIPs = string.Concat(Enumerable.Repeat("{\"10.0.0.1\":\"\\ä\"}", 2000)) };

        var json = JsonSerializer.Serialize(status, ApiJson.Default.SpiderIPPoolStatus);

        Assert.Equal(status.AllocatedIPs, JsonSerializer.Deserialize(json, ApiJson.Default.SpiderIPPoolStatus)!.AllocatedIPs);
    }

    private static string? Read(string json) =>
        JsonSerializer.Deserialize($$"""{"allocatedIPs":{{json}}}""", ApiJson.Default.SpiderIPPoolStatus)!.AllocatedIPs;
}
