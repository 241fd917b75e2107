using System.Diagnostics.Metrics;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Configuration;
using Spiderpool.Controller.Cluster;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Metrics;

/// <summary>Series of each pool and subnet (spec/components.md 5.2): as many as there are objects, so they are asked for.</summary>
internal sealed class DebugMetrics : IDisposable
{
    /// <summary>Name of the meter, which Prometheus shows as <c>otel_scope_name</c>.</summary>
    public const string MeterName = $"{ControllerMetrics.MeterName}-debug-metrics";

    /// <summary>Most series of one metric; further pools or subnets are shown as one (the overflow of OpenTelemetry).</summary>
    public const int MostSeries = 10_000;

    private readonly Meter _meter;

    public DebugMetrics(IMeterFactory factory, ClusterInformers informers)
    {
        _meter = factory.Create(new MeterOptions(MeterName) { Version = ProductVersion.Text });
        OfPools("spiderpool_debug_ippool_total_ip_counts", pool => pool.Status?.TotalIPCount, "addresses of a pool");
        OfPools("spiderpool_debug_ippool_available_ip_counts", pool => pool.Status?.FreeIPCount, "addresses of a pool that are free");
        OfSubnets("spiderpool_debug_subnet_ippool_counts", subnet => ControlledPools.Of(subnet).Count, "pools of a subnet");
        OfSubnets("spiderpool_debug_subnet_total_ip_counts", subnet => subnet.Status?.TotalIPCount, "addresses of a subnet");
        OfSubnets("spiderpool_debug_subnet_available_ip_counts",
            subnet => subnet.Status?.TotalIPCount - subnet.Status?.AllocatedIPCount, "addresses of a subnet that no pool has");

        void OfPools(string name, Func<SpiderIPPool, long?> value, string meaning) => Gauge(informers.Pools, name, value, meaning);
        void OfSubnets(string name, Func<SpiderSubnet, long?> value, string meaning) => Gauge(informers.Subnets, name, value, meaning);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>The label is the kind, its value the name. What is not counted yet has no series.</summary>
    private void Gauge<T>(Informer<T> informer, string name, Func<T, long?> value, string meaning)
        where T : KubernetesObject, IKubernetesResource<T> =>
        _meter.CreateObservableGauge(name, () => informer.Snapshot()
            .Select(item => (Item: item, Value: value(item))).Where(one => one.Value is not null)
            .Select(one => new Measurement<long>(
                one.Value!.Value, new KeyValuePair<string, object?>(T.Definition.Kind, one.Item.Metadata.Name))), description: meaning);
}
