using Spiderpool.Sandbox.Daemons;
using Spiderpool.Sandbox.Nodes;

namespace Spiderpool.Sandbox.Host;

public sealed partial class SandboxHost
{
    /// <summary>
    /// A node fails: its cable is out, and kubelet and agent end. Its pods stay as they are, and so do their network namespaces. The
    /// API server is told what a cluster's node lifecycle controller would tell it at once, instead of after its 40 s.
    /// </summary>
    /// <param name="name">One of <see cref="NodeNames"/>.</param>
    /// <param name="cancellationToken">Ends the call to the API server.</param>
    public async Task FailNodeAsync(string name, CancellationToken cancellationToken)
    {
        var node = Find(name);
        Lan.Disconnect(node.Number);
        await node.StopAsync();
        using var client = NewClient();
        await new NodeRegistration(client, _options.TimeProvider).ReportLostAsync(name, cancellationToken);
    }

    /// <summary>A node is back, with whatever it had when it failed; it is Ready when the task completes.</summary>
    /// <param name="name">One of <see cref="NodeNames"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RestoreNodeAsync(string name, CancellationToken cancellationToken)
    {
        var node = Find(name);
        Lan.Connect(node.Number);
        node.StartAgent(GuardAsync);
        await AgentHealth.WaitAsync(_options.State.Node(name).AgentSocket, _options.TimeProvider, cancellationToken);
        await node.StartKubeletAsync(GuardAsync, cancellationToken);
    }

    private Lan Lan => _lan ?? throw new InvalidOperationException("the sandbox has not started");

    private SandboxNode Find(string name) => _nodes.FirstOrDefault(node => node.Node.Name == name)
        ?? throw new ArgumentException($"no node {name}", nameof(name));
}
