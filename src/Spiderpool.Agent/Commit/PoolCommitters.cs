using System.Collections.Concurrent;
using Spiderpool.Agent.Metrics;

namespace Spiderpool.Agent.Commit;

/// <summary>The committers of this node, one per pool.</summary>
public sealed class PoolCommitters(
    IPoolStore store, CommitOptions options, TimeProvider time, Random random, AgentMetrics metrics) : IDisposable
{
    private readonly ConcurrentDictionary<string, PoolCommitter> _committers = new();
    private readonly CancellationTokenSource _stopping = new();

    public PoolCommitter this[string pool] => _committers.GetOrAdd(
        pool, name => new PoolCommitter(name, store, options, time, random, metrics, _stopping.Token));

    /// <summary>Pools that may hold a record of the pod which no version of them shows yet, by name.</summary>
    public IReadOnlyList<string> Unsettled(string podUid) =>
        [.. _committers.Where(entry => entry.Value.IsUnsettled(podUid)).Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (_stopping.IsCancellationRequested) return;
        _stopping.Cancel();
        _stopping.Dispose();
    }
}
