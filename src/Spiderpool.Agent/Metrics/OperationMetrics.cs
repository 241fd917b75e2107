using System.Diagnostics.Metrics;
using Spiderpool.Api;
using Spiderpool.Configuration.Metrics;

namespace Spiderpool.Agent.Metrics;

/// <summary>What ADD and DEL have in common.</summary>
internal sealed class OperationMetrics(Meter meter, string subject, string verb)
{
    private readonly EventCounter _requests = new(meter, $"{subject}_counts", $"{verb} requests");
    private readonly EventCounter _failures = new(meter, $"{subject}_failure_counts", $"failed {verb}");
    private readonly EventCounter _conflicts = new(
        meter, $"{subject}_update_ippool_conflict_counts", "pool updates that another writer forestalled");
    private readonly EventCounter _internal = new(meter, $"{subject}_err_internal_counts", "unclassified failures");
    private readonly EventCounter _exhausted = new(
        meter, $"{subject}_err_retries_exhausted_counts", "conflicts until the deadline");
    private readonly DurationSummary _duration = new(meter, subject, "", $"whole {verb}");
    private readonly DurationSummary _queue = new(meter, subject, "_limit", "waiting for the pool's next write");

    public void Done(TimeSpan duration)
    {
        _requests.Increment();
        _duration.Record(duration);
    }

    public void Failed(TimeSpan duration, Reason reason)
    {
        Done(duration);
        _failures.Increment();
        if (reason == Reason.Internal) _internal.Increment();
        if (reason == Reason.UpdateConflict) _exhausted.Increment();
    }

    public void Conflict() => _conflicts.Increment();

    public void Queued(TimeSpan wait) => _queue.Record(wait);
}
