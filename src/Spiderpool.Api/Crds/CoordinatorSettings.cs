using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>
/// Settings of the coordinator plugin, cluster-wide in a SpiderCoordinator or for one network in a SpiderMultusConfig
/// (spec/crds.md 7.1, spec/cni.md 1).
/// </summary>
public record CoordinatorSettings
{
    /// <summary>One of <see cref="CoordinatorMode"/>.</summary>
    public string? Mode { get; init; }

    /// <summary>Where the CIDRs of the cluster network are learned from: auto, cluster, calico, cilium or none.</summary>
    public string? PodCIDRType { get; init; }

    /// <summary>More destinations that go through the node: an address or a CIDR each.</summary>
    public IReadOnlyList<string>? HijackCIDR { get; init; }

    /// <summary>Static routes of the interface at hand; the destination may be an address.</summary>
    public IReadOnlyList<PoolRoute>? PolicyRoutes { get; init; }

    /// <summary>First two bytes of the interface's MAC address, such as <c>0a:1b</c>; empty to keep the MAC address.</summary>
    public string? PodMACPrefix { get; init; }

    /// <summary>Whether the routes of a pod's interfaces are split into tables.</summary>
    public bool? TunePodRoutes { get; init; }

    /// <summary>The interface that keeps the default route; empty for the first.</summary>
    public string? PodDefaultRouteNIC { get; init; }

    /// <summary>Routing table on the node that holds the routes to its pods.</summary>
    public long? HostRuleTable { get; init; }

    /// <summary>rp_filter in the pod: 0, 1, 2; negative to leave it alone.</summary>
    public int? PodRPFilter { get; init; }

    /// <summary>Transmit queue length of the interface, in packets; 0 to leave it alone.</summary>
    public int? TxQueueLen { get; init; }

    /// <summary>IPv4 address of <c>veth0</c> in the pod; empty for none.</summary>
    public string? VethLinkAddress { get; init; }

    /// <summary>MTU of the veth pair, in bytes.</summary>
    public int? VethMTU { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
