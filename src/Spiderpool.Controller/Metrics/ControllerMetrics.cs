using System.Diagnostics.Metrics;
using Spiderpool.Api;
using Spiderpool.Configuration;
using Spiderpool.Configuration.Metrics;
using Spiderpool.Controller.Cluster;

namespace Spiderpool.Controller.Metrics;

/// <summary>
/// The controller's metrics under their documented names (spec/components.md 5.2, docs/reference/metrics.md); gauges are read
/// when scraped.
/// </summary>
internal sealed class ControllerMetrics : IDisposable
{
    /// <summary>Name of the meter, which Prometheus shows as <c>otel_scope_name</c>.</summary>
    public const string MeterName = "spiderpool-controller";

    /// <summary>Bucket bounds of all duration histograms, in seconds.</summary>
    public static IReadOnlyList<double> Buckets { get; } = [0.01, 0.03, 0.1, 0.3, 0.5, 1, 3, 5, 7, 10, 15, 30, 60];

    private readonly Meter _meter;
    private readonly EventCounter _reclaimed, _failures, _endpoints, _restored, _incomplete;
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _scans;

    public ControllerMetrics(IMeterFactory factory, ClusterInformers informers)
    {
        _meter = factory.Create(new MeterOptions(MeterName) { Version = ProductVersion.Text });
        _meter.CreateObservableGauge(
            "spiderpool_total_ippool_counts", () => informers.Pools.Snapshot().Count, description: "SpiderIPPools");
        _meter.CreateObservableGauge(
            "spiderpool_total_subnet_counts", () => informers.Subnets.Snapshot().Count, description: "SpiderSubnets");
        _reclaimed = new EventCounter(_meter, "spiderpool_ip_gc_counts", "addresses that went back");
        _failures = new EventCounter(_meter, "spiderpool_ip_gc_failure_counts", "addresses that could not go back");
        _endpoints = new EventCounter(_meter, "spiderpool_ip_gc_endpoint_counts", "SpiderEndpoints that were removed");
        _restored = new EventCounter(_meter, "spiderpool_ip_gc_restored_counts", "records of live pods that were missing and are back");
        _incomplete = new EventCounter(_meter, "spiderpool_ip_gc_scan_failure_counts", "things that a scan could not look at or do");
        _decisions = _meter.CreateCounter<long>(
            "spiderpool_ip_gc_decision_counts", description: "decisions about suspect addresses by reason (docs/reference/reasons.md)");
        _scans = _meter.CreateHistogram<double>(
            "spiderpool_ip_gc_scan_duration_seconds", description: "scans of all pools");
    }

    /// <summary>A scan decided about one suspect address.</summary>
    public void Decided(Reason reason, bool release, bool hasFailed)
    {
        _decisions.Add(1, new KeyValuePair<string, object?>("reason", reason.Name));
        if (release && hasFailed) _failures.Increment();
        else if (release) _reclaimed.Increment();
    }

    /// <summary>What else a scan did.</summary>
    public void Repaired(int endpoints, int restored, int failures)
    {
        _endpoints.Add(endpoints);
        _restored.Add(restored);
        _incomplete.Add(failures);
    }

    /// <summary>A scan of everything ended.</summary>
    public void Scanned(TimeSpan duration) => _scans.Record(duration.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
