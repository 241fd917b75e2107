using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class CniVersionTests
{
    [Theory]
    [InlineData("0.3.0", "ADD DEL VERSION")]
    [InlineData("0.3.1", "ADD DEL VERSION")]
    [InlineData("0.4.0", "ADD DEL CHECK VERSION")]
    [InlineData("1.0.0", "ADD DEL CHECK VERSION")]
    [InlineData("1.1.0", "ADD DEL CHECK GC STATUS VERSION")]
    public void A_version_has_the_verbs_of_its_specification(string version, string verbs) => Assert.Equal(
        verbs.Split(' '),
        Enum.GetValues<CniVerb>().Where(verb => verb.ExistsIn(CniVersion.Find(version)!)).Select(verb => verb.Text()));

    [Fact]
    public void The_text_of_a_verb_is_that_verb() =>
        Assert.All(Enum.GetValues<CniVerb>(), verb => Assert.Equal(verb, CniVerbExtensions.ParseVerb(verb.Text())));

    [Theory]
    [InlineData(CniVerb.Check, "0.4.0")]
    [InlineData(CniVerb.Gc, "1.1.0")]
    [InlineData(CniVerb.Status, "1.1.0")]
    [InlineData(CniVerb.Add, "0.3.0")]
    public void A_verb_knows_since_when_it_exists(CniVerb verb, string version) => Assert.Equal(version, verb.Since().ToString());

    [Fact]
    public void The_latest_version_is_the_last_of_the_list() => Assert.Same(CniVersion.Latest, CniVersion.Supported[^1]);
}
