namespace Spiderpool.Benchmarks.Agents;

/// <summary>A node's agent: one that this benchmark started, or one that runs already.</summary>
internal sealed class AgentNode : IDisposable
{
    private readonly AgentProcess? _started;
    private readonly int _pid;

    private AgentNode(string node, AgentSocket api, int pid, AgentProcess? started) =>
        (Node, Api, _pid, _started) = (node, api, pid, started);

    public string Node { get; }

    public AgentSocket Api { get; }

    /// <summary>Of the process behind the socket.</summary>
    public ProcessUsage Usage => ProcessUsage.Of(_pid);

    /// <summary>Zero for an agent that ran already.</summary>
    public TimeSpan TimeToReady => _started?.TimeToReady ?? TimeSpan.Zero;

    public static async Task<AgentNode> StartAsync(
        string node, string kubeconfig, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var started = await AgentProcess.StartAsync(node, kubeconfig, folder, cancellationToken);
        return new AgentNode(node, new AgentSocket(started.Socket), started.Pid, started);
    }

    /// <exception cref="BenchmarkException">Nobody listens there.</exception>
    public static async Task<AgentNode> ConnectAsync(string node, string socket, CancellationToken cancellationToken)
    {
        var api = new AgentSocket(socket);
        try
        {
            return new AgentNode(node, api, await api.FindPidAsync(cancellationToken), null);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            api.Dispose();
            throw new BenchmarkException($"no agent listens on {socket}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Api.Dispose();
        _started?.Dispose();
    }
}
