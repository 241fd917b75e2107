using System.Diagnostics.Metrics;
using Spiderpool.Api;
using Spiderpool.Configuration;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;

namespace Spiderpool.Controller.Metrics;

/// <summary>The controller's metrics under their documented names (spec/components.md 5.2); gauges are read when scraped.</summary>
internal sealed class ControllerMetrics : IDisposable
{
    /// <summary>Name of the meter, which Prometheus shows as <c>otel_scope_name</c>.</summary>
    public const string MeterName = "spiderpool-controller";

    private readonly Meter _meter;
    private readonly Counter<long> _reclaimed, _reclaimFailures, _decisions;

    public ControllerMetrics(IMeterFactory factory, ClusterInformers informers, ControllerOptions options)
    {
        _meter = factory.Create(new MeterOptions(MeterName) { Version = ProductVersion.Text });
        _meter.CreateObservableGauge(
            "spiderpool_total_ippool_counts", () => informers.Pools.Snapshot().Count, description: "SpiderIPPools");
        _meter.CreateObservableGauge(
            "spiderpool_total_subnet_counts", () => informers.Subnets.Snapshot().Count, description: "SpiderSubnets");
        _reclaimed = _meter.CreateCounter<long>("spiderpool_ip_gc_counts", description: "addresses that went back");
        _reclaimFailures = _meter.CreateCounter<long>(
            "spiderpool_ip_gc_failure_counts", description: "addresses that could not go back");
        _decisions = _meter.CreateCounter<long>(
            "spiderpool_ip_gc_decision_counts", description: "decisions about suspect addresses by reason (docs/reference/reasons.md)");
        if (!options.EnableDebugMetrics) return;
        _meter.CreateObservableGauge("spiderpool_debug_ippool_total_ip_counts", () => informers.Pools.Snapshot().Select(pool =>
            Measure(pool.Status?.TotalIPCount, "SpiderIPPool", pool.Metadata.Name)), description: "addresses of a pool");
        _meter.CreateObservableGauge("spiderpool_debug_ippool_available_ip_counts", () => informers.Pools.Snapshot().Select(pool =>
            Measure(pool.Status?.FreeIPCount, "SpiderIPPool", pool.Metadata.Name)), description: "addresses of a pool that are free");
        _meter.CreateObservableGauge("spiderpool_debug_subnet_total_ip_counts", () => informers.Subnets.Snapshot().Select(subnet =>
            Measure(subnet.Status?.TotalIPCount, "SpiderSubnet", subnet.Metadata.Name)), description: "addresses of a subnet");
        _meter.CreateObservableGauge("spiderpool_debug_subnet_available_ip_counts", () => informers.Subnets.Snapshot().Select(subnet =>
            Measure(subnet.Status?.TotalIPCount - subnet.Status?.AllocatedIPCount, "SpiderSubnet", subnet.Metadata.Name)),
            description: "addresses of a subnet that no pool has");
    }

    /// <summary>A scan decided about one suspect address.</summary>
    public void Decided(Reason reason, bool release, bool hasFailed)
    {
        _decisions.Add(1, new KeyValuePair<string, object?>("reason", reason.Name));
        if (release && hasFailed) _reclaimFailures.Add(1);
        else if (release) _reclaimed.Add(1);
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Measure(long? value, string label, string? name) =>
        new(value ?? 0, new KeyValuePair<string, object?>(label, name));
}
