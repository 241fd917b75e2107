using System.Diagnostics.Metrics;
using Spiderpool.Api;
using Spiderpool.Configuration;
using Spiderpool.Configuration.Metrics;

namespace Spiderpool.Agent.Metrics;

/// <summary>The agent's metrics under their documented names (spec/components.md 5.1; design 8: snake_case).</summary>
public sealed class AgentMetrics : IDisposable
{
    /// <summary>Name of the meter, which Prometheus shows as <c>otel_scope_name</c>.</summary>
    public const string MeterName = "spiderpool-agent";

    /// <summary>Bucket bounds of all duration histograms, in seconds.</summary>
    public static IReadOnlyList<double> Buckets { get; } = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 1, 3, 5, 7, 10, 15];

    /// <summary>
    /// Most series of one metric; a metric has at most one for each reason. The library takes the memory for all of them at once.
    /// </summary>
    public static int MostSeries { get; } = Reason.All.Count;

    private readonly Meter _meter;
    private readonly OperationMetrics _allocation, _release;
    private readonly EventCounter _noAvailablePool, _usedOut, _groups;
    private readonly Counter<long> _failuresByReason;

    public AgentMetrics(IMeterFactory? factory = null)
    {
        var options = new MeterOptions(MeterName) { Version = ProductVersion.Text };
        _meter = factory?.Create(options) ?? new Meter(options);
        _allocation = new OperationMetrics(_meter, "spiderpool_ipam_allocation", "ADD");
        _release = new OperationMetrics(_meter, "spiderpool_ipam_release", "DEL");
        _noAvailablePool = new EventCounter(
            _meter, "spiderpool_ipam_allocation_err_no_available_pool_counts", "ADD for which no pool is usable");
        _usedOut = new EventCounter(_meter, "spiderpool_ipam_allocation_err_ip_used_out_counts", "ADD whose pools are full");
        _groups = new EventCounter(_meter, "spiderpool_ipam_pool_commit_counts", "status updates of pools that were stored");
        _failuresByReason = _meter.CreateCounter<long>(
            "spiderpool_ipam_failure_counts", description: "failed requests by reason (docs/reference/reasons.md)");
    }

    public void Allocated(TimeSpan duration) => _allocation.Done(duration);

    public void AllocationFailed(TimeSpan duration, Reason reason)
    {
        _allocation.Failed(duration, reason);
        if (reason == Reason.NoIPPoolAvailable || reason == Reason.NoPoolRule) _noAvailablePool.Increment();
        if (reason == Reason.IPsExhausted || reason == Reason.PoolLimitReached) _usedOut.Increment();
        _failuresByReason.Add(1, new KeyValuePair<string, object?>("reason", reason.Name));
    }

    public void Released(TimeSpan duration) => _release.Done(duration);

    public void ReleaseFailed(TimeSpan duration, Reason reason)
    {
        _release.Failed(duration, reason);
        _failuresByReason.Add(1, new KeyValuePair<string, object?>("reason", reason.Name));
    }

    public void AllocationConflict() => _allocation.Conflict();

    public void ReleaseConflict() => _release.Conflict();

    public void AllocationQueued(TimeSpan wait) => _allocation.Queued(wait);

    public void ReleaseQueued(TimeSpan wait) => _release.Queued(wait);

    public void GroupCommitted() => _groups.Increment();

    public void Dispose() => _meter.Dispose();
}
