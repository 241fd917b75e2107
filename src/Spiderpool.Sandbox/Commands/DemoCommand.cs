using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;
using Spiderpool.Sandbox.Demo;
using Spiderpool.Sandbox.Host;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Commands;

/// <summary><c>demo</c>: the product at work, in a sandbox of its own.</summary>
internal static class DemoCommand
{
    /// <summary>The folder of a demo that is told none: it leaves the sandbox of the other commands alone.</summary>
    public static StateFolder FolderBeside(StateFolder folder) => new(folder.Root + "-demo");

    public static Command Build()
    {
        var (state, binaries) = (CommonOptions.State(), CommonOptions.Binaries());
        state.Description = "Folder for the demo, which it makes and removes; default: that of the other commands with -demo added";
        state.DefaultValueFactory = _ => FolderBeside(new StateFolder(StateFolder.DefaultPath(Environment.GetEnvironmentVariable))).Root;
        var command = new Command("demo", """
            Show the product at work on two nodes: pods get addresses, reach each other, give addresses back, keep them, learn why there
            is none, lose their node, and have a pool that scales with their application. Everything is taken away at the end. The exit
            status is 0 only if all of it held.

            Example: spiderpool-sandbox demo
            """) { state, binaries };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var options = new SandboxOptions { State = arguments.StateOf(state), Binaries = arguments.GetValue(binaries)! };
            if (options.State.ReadRecord() is { } record && record.Process.IsRunning)
                throw new SandboxException($"a demo runs already in {options.State.Root}, with pid {record.Process.Pid}: wait for its end");
            using var hangup = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            // A terminal that is closed ends the demo as Ctrl-C does.
            using var signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                context.Cancel = true;
                hangup.Cancel();
            });
            return await RunAsync(options, hangup.Token) ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> RunAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var narrator = new Narrator(AnsiConsole.Console);
        var start = TimeProvider.System.GetTimestamp();
        var held = await new DemoRun(options, narrator).RunAsync(cancellationToken);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine(held
            ? $"[green]Everything held[/], in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s."
            : $"[red]Not everything held[/]: {Markup.Escape(string.Join("; ", narrator.Failures))}");
        return held;
    }
}
