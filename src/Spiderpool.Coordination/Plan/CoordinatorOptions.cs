using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>Settings of one attachment: the network configuration's over the SpiderCoordinator's (spec/cni.md 1).</summary>
public sealed record CoordinatorOptions
{
    public const string DefaultFirstInterface = "eth0";

    public const uint DefaultHostRuleTable = 500;

    public CoordinationMode Mode { get; init; }

    /// <summary>The pod's first interface.</summary>
    public string FirstInterface { get; init; } = DefaultFirstInterface;

    /// <summary>
    /// Interfaces that the pod has in the end, in their order; empty if nobody knows. It makes table numbers independent of the
    /// order of the calls, and tells an interface that comes later from one that never comes.
    /// </summary>
    public IReadOnlyList<string> PodInterfaces { get; init; } = [];

    /// <summary>Destinations that pods reach through the node: pods of the cluster network, Services, and more.</summary>
    public IReadOnlyList<Prefix> HijackPrefixes { get; init; } = [];

    public IReadOnlyList<PolicyRoute> PolicyRoutes { get; init; } = [];

    /// <summary>Whether the routes of a pod's interfaces are split into tables.</summary>
    public bool TunePodRoutes { get; init; } = true;

    /// <summary>The interface that keeps the default route; empty for the first that has one.</summary>
    public string DefaultRouteInterface { get; init; } = "";

    /// <summary>Routing table of the host with the routes to its pods.</summary>
    public uint HostRuleTable { get; init; } = DefaultHostRuleTable;

    /// <summary>rp_filter in the pod, 0 to 2; null leaves it alone.</summary>
    public int? PodRPFilter { get; init; }

    public MacPrefix? MacPrefix { get; init; }

    /// <summary>Of the interface at hand, in packets; 0 leaves it alone.</summary>
    public int TxQueueLength { get; init; }

    /// <summary>IPv4 address of the pod's end of the veth pair.</summary>
    public Address? VethLinkAddress { get; init; }

    /// <summary>MTU of the veth pair in bytes.</summary>
    public int VethMtu { get; init; } = 1500;
}
