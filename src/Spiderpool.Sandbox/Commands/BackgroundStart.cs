using System.Diagnostics;
using System.Reflection;
using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.Host;

namespace Spiderpool.Sandbox.Commands;

/// <summary>
/// The two sides of a start in the background. The child says on its standard output how far it is, a line for each step, then
/// never writes there again; a pipe that ends before the line <c>ready</c> says that the child has ended.
/// </summary>
internal static class BackgroundStart
{
    /// <summary>Option that makes a process the child.</summary>
    public const string Option = "--detached";

    private const string Ready = "ready", Step = "step ", Error = "error ";

    /// <summary>Parent: starts the child and waits until it is ready.</summary>
    /// <exception cref="SandboxException">The child failed.</exception>
    public static async Task StartAsync(SandboxOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var log = options.State.LogFile("sandbox");
        options.State.RequireOurs();
        using var process = Process.Start(StartInfo(options)) ?? throw new InvalidOperationException("no process was started");
        var errors = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == Ready)
                    return;
                if (line.StartsWith(Step, StringComparison.Ordinal))
                    progress.Report(line[Step.Length..]);
                else
                    // What does not begin so is the runtime's word on a crash.
                    errors.Add(line.StartsWith(Error, StringComparison.Ordinal) ? line[Error.Length..] : line);
            }
        }
        catch (OperationCanceledException)
        {
            if (ProcessIdentity.Of(process.Id) is { } identity)
                State.SandboxProcesses.Stop([identity]);
            throw;
        }

        throw new SandboxException(errors.Count > 0 ? string.Join("\n", errors) : $"the sandbox ended at its start: see {log}");
    }

    /// <summary>Child: serves until it is asked to end.</summary>
    public static async Task<int> ServeAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        ProcessSession.Detach();
        SandboxHost host;
        try
        {
            host = await SandboxHost.StartAsync(options, new PipeProgress(), cancellationToken);
        }
        catch (SandboxException e)
        {
            foreach (var line in e.Message.Split('\n'))
                Console.WriteLine(Error + line);
            return 1;
        }

        await using (host)
        {
            Console.WriteLine(Ready);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return 0;
    }

    private static ProcessStartInfo StartInfo(SandboxOptions options)
    {
        var program = Environment.ProcessPath!;
        var info = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var argument in (ReadOnlySpan<string>)["-c", "exec \"$@\" 2>&1 </dev/null", "sh", program])
            info.ArgumentList.Add(argument);
        // "dotnet spiderpool-sandbox.dll"
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            info.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        foreach (var argument in (ReadOnlySpan<string>)["up", Option, "--state", options.State.Root, "--bin", options.Binaries,
            "--nodes", $"{options.Nodes}", "--port", $"{options.Port}"])
            info.ArgumentList.Add(argument);
        return info;
    }

    private sealed class PipeProgress : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine(Step + value);
    }
}
