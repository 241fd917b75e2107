using Spiderpool.Sandbox.Host;
using Spiderpool.Sandbox.Reports;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Demo;

/// <summary>The demo, step by step.</summary>
/// <param name="options">A sandbox that exists for the demo alone.</param>
/// <param name="narrator">Tells what happens.</param>
internal sealed partial class DemoRun(SandboxOptions options, Narrator narrator)
{
    /// <summary>Runs all steps and takes everything away again, also after a failure or when cancelled.</summary>
    /// <returns>Whether everything held.</returns>
    /// <exception cref="SandboxException">The sandbox cannot start, or a wait was in vain.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // What a demo that was killed left.
        Removal.Run(options.State);
        string? runId = null;
        try
        {
            narrator.Step($"A Kubernetes API server and {options.Nodes} nodes: network namespaces on one bridge, an agent for each");
            await using var cluster = await DemoCluster.StartAsync(options, new NarratedProgress(narrator), cancellationToken);
            runId = options.State.ReadRecord()?.RunId;
            narrator.Console.Write(Tables.Nodes(await cluster.NodesAsync(cancellationToken)));
            await PoolsAsync(cluster, cancellationToken);
            await PodsAsync(cluster, cancellationToken);
            await PingAsync(cluster, cancellationToken);
            await DeleteAsync(cluster, cancellationToken);
            await RecreateAsync(cluster, cancellationToken);
            await ExhaustAsync(cluster, cancellationToken);
            await ReclaimAsync(cluster, cancellationToken);
            await AutomaticPoolAsync(cluster, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Complain(e);
            throw;
        }
        finally
        {
            Removal.Run(options.State);
        }

        narrator.Step("Everything is taken away");
        narrator.Check(SandboxProcesses.Find(runId!).Count == 0, "no process is left");
        narrator.Check(Mounts.Below(options.State.Root).Count == 0, "no namespace is left");
        narrator.Check(!Directory.Exists(options.State.Root), "no file is left");
        return narrator.Failures.Count == 0;
    }

    /// <summary>The logs go with everything else.</summary>
    private void Complain(Exception failure)
    {
        narrator.Check(false, failure.Message);
        foreach (var path in Directory.Exists(options.State.LogFolder) ? Directory.GetFiles(options.State.LogFolder) : [])
        {
            narrator.Say($"the end of {Path.GetFileName(path)}:");
            narrator.Quote(string.Join('\n', File.ReadLines(path).TakeLast(15)));
        }
    }
}
