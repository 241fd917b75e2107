using System.Diagnostics.Metrics;
using Spiderpool.Api;

namespace Spiderpool.Agent.Metrics;

/// <summary>What ADD and DEL have in common.</summary>
internal sealed class OperationMetrics(Meter meter, string subject, string verb)
{
    private readonly Counter<long> _requests = meter.CreateCounter<long>($"{subject}_counts", description: $"{verb} requests");
    private readonly Counter<long> _failures = meter.CreateCounter<long>($"{subject}_failure_counts", description: $"failed {verb}");
    private readonly Counter<long> _conflicts = meter.CreateCounter<long>(
        $"{subject}_update_ippool_conflict_counts", description: "pool updates that another writer forestalled");
    private readonly Counter<long> _internal = meter.CreateCounter<long>(
        $"{subject}_err_internal_counts", description: "unclassified failures");
    private readonly Counter<long> _exhausted = meter.CreateCounter<long>(
        $"{subject}_err_retries_exhausted_counts", description: "conflicts until the deadline");
    private readonly DurationSummary _duration = new(meter, subject, "", $"whole {verb}");
    private readonly DurationSummary _queue = new(meter, subject, "_limit", "waiting for the pool's next write");

    public void Done(TimeSpan duration)
    {
        _requests.Add(1);
        _duration.Record(duration);
    }

    public void Failed(TimeSpan duration, Reason reason)
    {
        Done(duration);
        _failures.Add(1);
        if (reason == Reason.Internal) _internal.Add(1);
        if (reason == Reason.UpdateConflict) _exhausted.Add(1);
    }

    public void Conflict() => _conflicts.Add(1);

    public void Queued(TimeSpan wait) => _queue.Record(wait);
}
