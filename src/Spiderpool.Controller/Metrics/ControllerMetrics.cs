using System.Diagnostics.Metrics;
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

    public ControllerMetrics(IMeterFactory factory, ClusterInformers informers, ControllerOptions options)
    {
        _meter = factory.Create(new MeterOptions(MeterName) { Version = ProductVersion.Text });
        _meter.CreateObservableGauge(
            "spiderpool_total_ippool_counts", () => informers.Pools.Snapshot().Count, description: "SpiderIPPools");
        _meter.CreateObservableGauge(
            "spiderpool_total_subnet_counts", () => informers.Subnets.Snapshot().Count, description: "SpiderSubnets");
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

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Measure(long? value, string label, string? name) =>
        new(value ?? 0, new KeyValuePair<string, object?>(label, name));
}
