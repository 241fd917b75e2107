using Spiderpool.Sandbox.Daemons;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Nodes;

namespace Spiderpool.Sandbox.Host;

/// <summary>A node with what runs on it: both end when the node fails, and begin again when it is back.</summary>
/// <param name="number">Its port on the LAN.</param>
/// <param name="node">Its network namespace, which stays.</param>
/// <param name="agent">The product's agent.</param>
/// <param name="kubelet">Makes a kubelet, which remembers only what is on disk.</param>
internal sealed class SandboxNode(int number, VirtualNode node, DaemonProcess agent, Func<NodeKubelet> kubelet) : IAsyncDisposable
{
    private readonly List<Task> _running = [];
    private CancellationTokenSource _power = new();

    public int Number => number;

    public VirtualNode Node => node;

    public DaemonProcess Agent => agent;

    /// <param name="guard">Watches over a task that should not end by itself.</param>
    public void StartAgent(Func<string, Task, CancellationToken, Task> guard) =>
        _running.Add(guard($"agent of {node.Name}", agent.RunAsync(_power.Token), _power.Token));

    /// <inheritdoc cref="StartAgent"/>
    /// <returns>Completes when the node is Ready.</returns>
    public async Task StartKubeletAsync(Func<string, Task, CancellationToken, Task> guard, CancellationToken cancellationToken)
    {
        var started = kubelet();
        _running.Add(guard($"kubelet of {node.Name}", RunAsync(started, _power.Token), _power.Token));
        await started.WaitForStartAsync(cancellationToken);
    }

    /// <summary>Ends both. What the kubelet is doing stays as it is.</summary>
    public async Task StopAsync()
    {
        await _power.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.Clear();
        _power.Dispose();
        _power = new CancellationTokenSource();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _power.Dispose();
    }

    private static async Task RunAsync(NodeKubelet kubelet, CancellationToken cancellationToken)
    {
        await using (kubelet)
            await kubelet.RunAsync(cancellationToken);
    }
}
