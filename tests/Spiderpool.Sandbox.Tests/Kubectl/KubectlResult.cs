namespace Spiderpool.Sandbox.Tests.Kubectl;

internal sealed record KubectlResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>The output of a command that succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"{CommandLine} ended with {ExitCode}:\n{Output}{Error}");
        return Output;
    }

    /// <summary>What a command that failed said, in one string.</summary>
    public string Failed()
    {
        Assert.True(ExitCode != 0, $"{CommandLine} succeeded:\n{Output}{Error}");
        return Error.Trim();
    }
}
