using System.Text;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Plugin;

public sealed class PluginRunnerTests
{
    private const string Supported = """["0.3.0","0.3.1","0.4.0","1.0.0","1.1.0"]""";

    [Theory]
    [InlineData("""{"cniVersion":"0.4.0"}""", "0.4.0")]
    [InlineData("""{"cniVersion":"1.1.0","name":"x"}""", "1.1.0")]
    [InlineData("""{"cniVersion":"9.9.9"}""", "1.1.0")]
    [InlineData("""{"cniVersion":1}""", "1.1.0")]
    [InlineData("{}", "1.1.0")]
    [InlineData("", "1.1.0")]
    [InlineData("garbage", "1.1.0")]
    public void VERSION_lists_the_versions_whatever_it_is_given(string input, string version) => Assert.Equal(
        $$"""{"cniVersion":"{{version}}","supportedVersions":{{Supported}}}""", PluginCall.Run(CniVariables.Of("VERSION"), input).Result());

    [Fact]
    public void VERSION_answers_an_endless_input_too() => Assert.Equal(
        $$"""{"cniVersion":"1.1.0","supportedVersions":{{Supported}}}""",
        PluginCall.Run(CniVariables.Of("VERSION"), new byte[10 << 20]).Result());

    [Theory]
    [InlineData("CHECK", "0.3.1", "CHECK came with CNI 0.4.0, the configuration has cniVersion 0.3.1")]
    [InlineData("GC", "1.0.0", "GC came with CNI 1.1.0, the configuration has cniVersion 1.0.0")]
    [InlineData("STATUS", "0.4.0", "STATUS came with CNI 1.1.0, the configuration has cniVersion 0.4.0")]
    public void A_verb_that_the_version_does_not_have_is_refused_in_that_version(string verb, string version, string detail)
    {
        var outcome = PluginCall.Run(CniVariables.Of(verb), $$"""{"cniVersion":"{{version}}","name":"n"}""");

        Assert.Equal((1, "UnsupportedCniVersion: " + detail), outcome.Failure());
        Assert.Equal(version, outcome.Json.GetProperty("cniVersion").GetString());
    }

    [Theory]
    [InlineData("", 7, "InvalidNetConf: standard input is empty, want the network configuration as JSON")]
    [InlineData("""{"cniVersion":"0.2.0","name":"n"}""", 1,
        "UnsupportedCniVersion: cniVersion is \"0.2.0\", want one of 0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0")]
    [InlineData("""{"cniVersion":"1.0.0"}""", 7,
        "InvalidNetConf: key \"name\" has nothing, want the network's name: a letter or digit, then letters, digits, '_', '.', '-'")]
    public void A_wrong_configuration_is_one_error_on_standard_output(string input, int code, string message)
    {
        foreach (var verb in (string[])["ADD", "DEL", "CHECK", "GC", "STATUS"])
        {
            var outcome = PluginCall.Run(CniVariables.Of(verb), input);
            Assert.Equal((code, message), outcome.Failure());
            Assert.Equal("", outcome.Stderr);
        }
    }

    [Fact]
    public void An_error_before_the_version_is_known_is_written_in_1_0() => Assert.Equal(
        JsonText.Compact("""
            {"cniVersion":"1.0.0","code":4,
             "msg":"InvalidEnvironment: CNI_COMMAND is \"SET\", want ADD, DEL, CHECK, GC, STATUS or VERSION",
             "details":"Call the plugin as the CNI specification says."}
            """),
        JsonText.Compact(PluginCall.Run(CniVariables.Of("SET"), "{}").Stdout));

    [Fact]
    public void Missing_variables_are_named_with_code_4()
    {
        using var agent = new FakeAgent(AgentReply.Ok("{}"));

        var outcome = PluginCall.Run(CniVariables.Of("ADD").With("CNI_IFNAME", null).With("CNI_NETNS", null), agent.NetConf("0.3.1"));

        Assert.Equal((4, "InvalidEnvironment: ADD: CNI_IFNAME is not set; CNI_NETNS is not set"), outcome.Failure());
        Assert.Equal("0.3.1", outcome.Json.GetProperty("cniVersion").GetString());
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public void The_name_of_the_program_chooses_the_plugin()
    {
        var outcome = PluginCall.Run(["/opt/cni/bin/macvlan"], CniVariables.Of("VERSION").Get, []);

        Assert.Equal(
            (4, "InvalidEnvironment: the program is called \"macvlan\", want a name it is installed under: "
                + string.Join(", ", PluginCatalogue.All.Select(plugin => plugin.Name))),
            outcome.Failure());
        Assert.Equal("spiderpool", PluginCatalogue.Find("spiderpool")!.Name);
        Assert.Equal("spiderpool", PluginCatalogue.Find("./spiderpool.dll")!.Name);
        Assert.Null(PluginCatalogue.Find("/opt/spiderpool/"));
    }

    [Fact]
    public void An_unexpected_fault_is_an_error_of_one_line()
    {
        var outcome = PluginCall.Run(["spiderpool"], _ => throw new InvalidOperationException("two\nlines"), []);

        Assert.Equal((999, "Internal: InvalidOperationException: two lines"), outcome.Failure());
    }

    [Fact]
    public void Broken_output_gives_the_exit_status_alone()
    {
        using var stdin = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        using var full = new FullStream();

        Assert.Equal(1, PluginRunner.Run(["spiderpool"], CniVariables.Of("VERSION").Get, stdin, full, full));
    }
}
