using System.CommandLine;
using System.Net;
using Spiderpool.Sandbox.Host;

namespace Spiderpool.Sandbox.Commands;

/// <summary><c>up</c>: starts a sandbox, in a process of its own unless told otherwise.</summary>
internal static class UpCommand
{
    public static Command Build()
    {
        var (state, binaries, nodes) = (CommonOptions.State(), CommonOptions.Binaries(), CommonOptions.Nodes());
        var port = new Option<int>("--port")
        {
            Description = "Port of the API server on 127.0.0.1; default: that of the last run, or a free one",
            HelpName = "PORT",
        };
        var foreground = new Option<bool>("--foreground") { Description = "Stay, until Ctrl-C; everything is kept for the next up" };
        var detached = new Option<bool>(BackgroundStart.Option) { Hidden = true };
        var command = new Command("up", """
            Start the sandbox, or one that was stopped, and wait until it is ready. A second up is harmless.

            Examples:
              spiderpool-sandbox up
              spiderpool-sandbox up --nodes 3 --state /tmp/sandbox
              spiderpool-sandbox up --foreground
            """) { state, binaries, nodes, port, foreground, detached };
        command.SetAction((arguments, cancellationToken) =>
        {
            var options = new SandboxOptions
            {
                State = arguments.StateOf(state),
                Binaries = arguments.GetValue(binaries)!,
                Nodes = arguments.GetValue(nodes),
                Port = arguments.GetValue(port),
            };
            if (options.Port is < 0 or > IPEndPoint.MaxPort)
                throw new SandboxException($"--port {options.Port}: want 0 to {IPEndPoint.MaxPort}");
            if (arguments.GetValue(detached))
                return BackgroundStart.ServeAsync(options, cancellationToken);
            return arguments.GetValue(foreground) ? StayAsync(options, cancellationToken) : StartAsync(options, cancellationToken);
        });
        return command;
    }

    private static async Task<int> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        if (options.State.ReadRecord() is { } record && record.Process.IsRunning)
            Console.WriteLine($"The sandbox runs already, with pid {record.Process.Pid}.");
        else
            await BackgroundStart.StartAsync(options, new ConsoleProgress(), cancellationToken);
        Console.WriteLine($"export KUBECONFIG={options.State.Kubeconfig}");
        return 0;
    }

    private static async Task<int> StayAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        await using var host = await SandboxHost.StartAsync(options, new ConsoleProgress(), cancellationToken);
        Console.WriteLine($"ready; export KUBECONFIG={options.State.Kubeconfig}");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("stopping; up goes on with what is there, down removes it");
        return 0;
    }
}
