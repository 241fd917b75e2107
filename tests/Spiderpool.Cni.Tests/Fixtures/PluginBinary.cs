using System.Diagnostics;
using System.Text;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>The program as a runtime starts it: the Native AOT binary where it was built from this code, else the JIT's.</summary>
internal static class PluginBinary
{
    public static string Path { get; } = Find();

    public static bool IsCompiledAhead => Path.Contains("bin-aot", StringComparison.Ordinal);

    public static async Task<PluginOutcome> RunAsync(CniVariables variables, string netConf, params string[] arguments)
    {
        using var process = Start(variables, arguments);
        return await FinishAsync(process, netConf);
    }

    /// <param name="script">Calls the program as "$0".</param>
    public static async Task<PluginOutcome> RunInShellAsync(CniVariables variables, string netConf, string script)
    {
        using var process = Start("/bin/bash", variables, "-c", script, Path);
        return await FinishAsync(process, netConf);
    }

    public static Process Start(CniVariables variables, params string[] arguments) => Start(Path, variables, arguments);

    private static Process Start(string program, CniVariables variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables.All) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<PluginOutcome> FinishAsync(Process process, string netConf)
    {
        var stdout = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var stderr = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(netConf);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It refused the input before its end.
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new PluginOutcome(process.ExitCode, await stdout, await stderr);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Spiderpool.slnx"))) folder = folder.Parent!;
        var artifacts = System.IO.Path.Combine(folder.FullName, "artifacts");
        var aot = System.IO.Path.Combine(artifacts, "bin-aot", "spiderpool");
        var jit = System.IO.Path.Combine(artifacts, "bin", "Spiderpool.Cni.App", "release", "spiderpool");
        var code = System.IO.Path.Combine(artifacts, "bin", "Spiderpool.Cni", "release", "Spiderpool.Cni.dll");
        return File.Exists(aot) && File.GetLastWriteTimeUtc(aot) >= File.GetLastWriteTimeUtc(code) ? aot : jit;
    }
}
