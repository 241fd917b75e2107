using System.Diagnostics;

namespace Spiderpool.Benchmarks.Agents;

/// <summary>A Native AOT agent of this project, started for one node.</summary>
internal sealed class AgentProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;

    private AgentProcess(ChildProcess process, string socket) => (_process, Socket) = (process, socket);

    public string Socket { get; }

    public int Pid => _process.Pid;

    /// <summary>From the start of the process to its first answer that it can allocate.</summary>
    public TimeSpan TimeToReady { get; private set; }

    public static async Task<AgentProcess> StartAsync(
        string node, string kubeconfig, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var socket = folder.File($"{node}.sock");
        var configuration = folder.File($"{node}.yml");
        await File.WriteAllTextAsync(configuration, $"ipamUnixSocketPath: {socket}\n", cancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["SPIDERPOOL_NODE_NAME"] = node,
            ["SPIDERPOOL_POD_NAMESPACE"] = "kube-system",
            ["SPIDERPOOL_POD_NAME"] = $"agent-{node}",
            // Metrics cost memory, and production has them. Free ports: many agents share this machine.
            ["SPIDERPOOL_ENABLED_METRIC"] = "true",
            ["SPIDERPOOL_HEALTH_PORT"] = "0",
            ["SPIDERPOOL_METRIC_HTTP_PORT"] = "0",
        };
        var clock = Stopwatch.StartNew();
        var agent = new AgentProcess(ChildProcess.Start(Installation.Binary("spiderpool-agent"),
            ["daemon", "--config-path", configuration, "--kubeconfig", kubeconfig], environment, folder.File($"{node}.log")), socket);
        try
        {
            using var api = new AgentSocket(socket);
            await Until.TrueAsync(
                () => api.IsHealthyAsync(cancellationToken), agent._process, Patience, $"the agent of {node}", cancellationToken);
            agent.TimeToReady = clock.Elapsed;
            return agent;
        }
        catch
        {
            agent.Dispose();
            throw;
        }
    }

    public void Dispose() => _process.Dispose();
}
