using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Coordination.Apply;

/// <summary>
/// A pod's namespace, if there still is one, and the host's: what they have, and steps applied to them. One call at a time has
/// a pod, by a lock on its namespace.
/// </summary>
public sealed class CoordinatedPod : IDisposable
{
    private readonly NamespaceSockets _host;
    private readonly NamespaceSockets? _pod;
    private readonly IDisposable? _turn;

    private CoordinatedPod(NamespaceSockets host, NamespaceSockets? pod, IDisposable? turn) => (_host, _pod, _turn) = (host, pod, turn);

    /// <param name="host">The host's namespace; the calling thread's if null.</param>
    /// <param name="pod">The pod's namespace, or null. Stays the caller's to dispose.</param>
    /// <param name="patience">Longest wait for another call on the same pod.</param>
    /// <exception cref="SystemCallException">The kernel gives no socket, or ETIMEDOUT: another call has the pod.</exception>
    public static CoordinatedPod Open(NetworkNamespace? host, NetworkNamespace? pod, TimeSpan patience)
    {
        var turn = pod?.Lock(patience);
        NamespaceSockets? hostSockets = null;
        try
        {
            hostSockets = NamespaceSockets.Open(host);
            return new CoordinatedPod(hostSockets, pod is null ? null : NamespaceSockets.Open(pod), turn);
        }
        catch
        {
            hostSockets?.Dispose();
            turn?.Dispose();
            throw;
        }
    }

    /// <summary>All that the pod has; null if it has no namespace any more.</summary>
    public NamespaceState? ReadPod() => _pod is null ? null : NamespaceReader.ReadPod(_pod);

    /// <summary>What the host has, of routes those of the main table and of its pods' tables.</summary>
    /// <param name="table">A table to read beside those that rules name.</param>
    public NamespaceState ReadHost(uint table = CoordinatorOptions.DefaultHostRuleTable) => NamespaceReader.ReadHost(_host, table);

    /// <summary>Does the steps in their order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="beforeEach">Called before each step; tests let it throw, as if the process were killed there.</param>
    /// <exception cref="Api.ReasonException">NetworkChangeFailed: the kernel refused a step; those before it are done.</exception>
    public void Apply(CoordinationPlan plan, Action<PlanStep>? beforeEach = null) => new StepRunner(_host, _pod).Run(plan, beforeEach);

    /// <summary>Does the steps that can be done, and goes on after one that cannot, as tear-down must.</summary>
    /// <exception cref="Api.ReasonException">NetworkChangeFailed, with all the steps that the kernel refused.</exception>
    public void ApplyAll(CoordinationPlan plan) => new StepRunner(_host, _pod).RunAll(plan);

    public void Dispose()
    {
        _pod?.Dispose();
        _host.Dispose();
        _turn?.Dispose();
    }
}
