using System.Diagnostics.Metrics;
using Spiderpool.Configuration;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Metrics;

/// <summary>Whether this replica leads, and what its reconcilers and their queues do; all are read when scraped.</summary>
internal sealed class ReconcilerMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly IReconciler[] _reconcilers;

    public ReconcilerMetrics(IMeterFactory factory, LeaderService leader, IEnumerable<ILeaderTask> tasks, EventRecorder events)
    {
        _meter = factory.Create(new MeterOptions(ControllerMetrics.MeterName) { Version = ProductVersion.Text });
        _reconcilers = [.. tasks.OfType<IReconciler>()];
        _meter.CreateObservableGauge("spiderpool_leader", () => leader.IsLeader ? 1 : 0, description: "whether this replica leads");
        _meter.CreateObservableGauge("spiderpool_reconciler_queue_depth",
            () => Each(work => work.Waiting), description: "objects that wait for a worker");
        _meter.CreateObservableGauge("spiderpool_reconciler_queue_delayed",
            () => Each(work => work.Delayed), description: "objects that wait for their time, most of them after a failure");
        _meter.CreateObservableGauge("spiderpool_reconciler_in_work",
            () => Each(work => work.InWork), description: "objects that are worked on");
        _meter.CreateObservableCounter("spiderpool_reconciler_counts", Results, description: "looks at an object by result");
        _meter.CreateObservableCounter("spiderpool_reconciler_duration_seconds",
            () => Each(work => work.Done.Worked.TotalSeconds), description: "time that looks at objects took");
        _meter.CreateObservableCounter("spiderpool_event_dropped_counts",
            () => events.Dropped, description: "Kubernetes events that nobody will see: too many at once, or refused");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<T>> Each<T>(Func<WorkQueueStatistics, T> value) where T : struct =>
        _reconcilers.Select(reconciler => new Measurement<T>(value(reconciler.Work), Label("reconciler", reconciler.Name)));

    private IEnumerable<Measurement<long>> Results()
    {
        foreach (var reconciler in _reconcilers)
        {
            var (succeeded, failed, _) = reconciler.Work.Done;
            yield return new(succeeded, Label("reconciler", reconciler.Name), Label("result", "success"));
            yield return new(failed, Label("reconciler", reconciler.Name), Label("result", "failure"));
        }
    }

    private static KeyValuePair<string, object?> Label(string key, string value) => new(key, value);
}
