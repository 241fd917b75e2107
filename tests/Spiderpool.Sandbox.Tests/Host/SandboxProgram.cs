using System.Diagnostics;
using System.Text;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>The real program.</summary>
internal static class SandboxProgram
{
    public static async Task<(int Status, string Output, string Errors)> RunAsync(StateFolder state, params string[] arguments)
    {
        using var process = Start(state, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    public static Process Start(StateFolder state, params string[] arguments)
    {
        var info = new ProcessStartInfo(ProductBinaries.Sandbox, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment[StateFolder.Variable] = state.Root;
        info.Environment["SPIDERPOOL_SANDBOX_BIN"] = ProductBinaries.Folder;
        return Process.Start(info)!;
    }

    /// <summary>Reads a program's output until it has said something.</summary>
    public static async Task<string> ReadUntilAsync(this Process process, string text)
    {
        var read = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            read.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return read.ToString();
        }

        Assert.Fail($"the program ended without saying \"{text}\": {read}");
        return "";
    }
}
