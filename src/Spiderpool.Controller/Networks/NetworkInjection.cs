using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Networks;

/// <summary>Pure: which SpiderMultusConfigs may be injected into pods, and what a pod then needs (spec/cni.md 8.1).</summary>
internal static class NetworkInjection
{
    /// <summary>In the order in which they count on a pod.</summary>
    public static IReadOnlyList<string> Keys { get; } = [NetworkAnnotations.RdmaResourceInject, NetworkAnnotations.NetworkResourceInject];

    /// <summary>Whether pods that ask for this value of the annotation get the network.</summary>
    public static bool Has(SpiderMultusConfig config, string key, string value) =>
        config.Metadata.Annotation(key) == value || config.Metadata.Label(key) == value;

    /// <summary>The extended resource of the network; null for none.</summary>
    public static string? ResourceOf(SpiderMultusConfigSpec spec) =>
        ParentOf(spec)?.RdmaResourceName is { Length: > 0 } name ? name : NetworkDefinition.ResourceOf(spec);

    /// <summary>What sorts the networks of a pod, so that their interfaces come in the order of the node's.</summary>
    public static string OrderOf(SpiderMultusConfigSpec spec) => ParentOf(spec) switch
    {
        { Master.Count: > 1, Bond.Name: { Length: > 0 } bond } => bond,
        { Master: [var first, ..] } => first,
        _ => spec.CniType == CniType.Ipoib ? spec.Ipoib?.Master ?? "" : ResourceOf(spec) ?? "",
    };

    /// <returns>Why the network cannot be injected by this annotation; null when it can.</returns>
    public static string? FaultOf(SpiderMultusConfigSpec spec, string key)
    {
        if (spec.CniType is null or CniType.Custom or CniType.Ovs) return $"does not go with cniType {spec.CniType ?? CniType.Custom}";
        // An InfiniBand interface is its own device.
        var hasResource = spec.CniType == CniType.Ipoib ? spec.Ipoib?.Master.Length > 0 : ResourceOf(spec) is not null;
        if (key == NetworkAnnotations.RdmaResourceInject && !hasResource)
            return spec.CniType is CniType.Sriov or CniType.IbSriov ? "needs resourceName" : "needs rdmaResourceName";
        var mustHavePools = key == NetworkAnnotations.RdmaResourceInject || ResourceOf(spec) is not null;
        return mustHavePools && PoolsOf(spec) is not ({ Ipv4.Count: > 0 } or { Ipv6.Count: > 0 }) ? "needs ippools" : null;
    }

    private static ParentInterfaceConfig? ParentOf(SpiderMultusConfigSpec spec) => spec.CniType switch
    {
        CniType.Macvlan => spec.Macvlan,
        CniType.Ipvlan => spec.Ipvlan,
        CniType.Vlan => spec.Vlan,
        _ => null,
    };

    private static DefaultPools? PoolsOf(SpiderMultusConfigSpec spec) => spec.CniType switch
    {
        CniType.Sriov => spec.Sriov?.Ippools,
        CniType.IbSriov => spec.Ibsriov?.Ippools,
        CniType.Ipoib => spec.Ipoib?.Ippools,
        _ => ParentOf(spec)?.Ippools,
    };
}
