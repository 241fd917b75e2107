using System.Text;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Plugin;

/// <summary>The program run by a person, that is without CNI_COMMAND.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_says_what_the_program_is_for_and_how_to_try_it(string option)
    {
        var outcome = Run(option);

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith(
            "spiderpool: gives pods addresses of SpiderIPPools; the agent of the node allocates them\n", outcome.Stdout,
            StringComparison.Ordinal);
        Assert.Contains("(ADD, DEL, CHECK, GC, STATUS, VERSION)", outcome.Stdout, StringComparison.Ordinal);
        Assert.Contains("echo '{\"cniVersion\":\"1.1.0\"}' | CNI_COMMAND=VERSION spiderpool\n", outcome.Stdout, StringComparison.Ordinal);
        Assert.Equal("", outcome.Stderr);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    public void Version_says_those_of_the_program_and_of_CNI(string option) => Assert.Matches(
        @"^spiderpool \d+\.\d+\.\d+\S*, CNI 0\.3\.0, 0\.3\.1, 0\.4\.0, 1\.0\.0, 1\.1\.0\n$", Run(option).Stdout);

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("--frob")]
    public void Without_an_option_the_help_goes_to_standard_error_and_a_CNI_error_to_standard_output(params string[] options)
    {
        var outcome = Run(options);

        Assert.Equal((4, "InvalidEnvironment: CNI_COMMAND is not set: a container runtime calls this program"), outcome.Failure());
        Assert.Equal(Run("--help").Stdout, outcome.Stderr);
    }

    [Fact]
    public void An_empty_CNI_COMMAND_counts_as_none() =>
        Assert.Equal(4, PluginCall.Run(CniVariables.Of(""), Encoding.UTF8.GetBytes("{}")).Failure().Code);

    private static PluginOutcome Run(params string[] options) => PluginCall.Run(["/usr/bin/spiderpool", .. options], _ => null, []);
}
