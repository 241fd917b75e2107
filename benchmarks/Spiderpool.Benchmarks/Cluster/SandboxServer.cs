using System.CommandLine;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>
/// The sandbox API server as a process of its own, so that its work is not counted as that of the load generator and
/// the two do not share a garbage collector.
/// </summary>
internal static class SandboxServer
{
    public const string Verb = "api-server";

    public static Command CreateCommand()
    {
        var path = new Argument<string>("kubeconfig") { Description = "File to write when the server serves." };
        var command = new Command(Verb, "Run the sandbox API server until the input ends.") { path };
        command.Hidden = true;
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetRequiredValue(path), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        await using var server = await ApiServer.StartAsync(new ApiServerOptions(), cancellationToken);
        // Whoever waits for the file must not read half of it.
        await File.WriteAllTextAsync(path + ".new", server.Kubeconfig(), cancellationToken);
        File.Move(path + ".new", path);
        await using var input = Console.OpenStandardInput();
        var ended = input.ReadAsync(new byte[1], cancellationToken).AsTask();
        await ended.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
