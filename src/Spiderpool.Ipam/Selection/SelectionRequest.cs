using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection;

/// <summary>Everything that a decision about candidate pools needs, as one snapshot.</summary>
public sealed record SelectionRequest
{
    /// <summary>Interface of this CNI call (CNI_IFNAME).</summary>
    public required string IfName { get; init; }

    public required Pod Pod { get; init; }

    public required Namespace Namespace { get; init; }

    public required Node Node { get; init; }

    /// <summary>Controller at the top of the pod's owner references, or the pod itself.</summary>
    public required TopController Controller { get; init; }

    /// <summary><c>default_ipv4_ippool</c> of the network configuration; wildcards allowed.</summary>
    public IReadOnlyList<string> CniIPv4Pools { get; init; } = [];

    /// <summary><c>default_ipv6_ippool</c> of the network configuration; wildcards allowed.</summary>
    public IReadOnlyList<string> CniIPv6Pools { get; init; } = [];

    /// <summary><c>clean_gateway</c> of the network configuration; the ippools annotation has a key of its own.</summary>
    public bool CleanGateway { get; init; }

    public required SelectionOptions Options { get; init; }

    /// <summary>All pools of the cluster.</summary>
    public required IReadOnlyCollection<SpiderIPPool> Pools { get; init; }
}
