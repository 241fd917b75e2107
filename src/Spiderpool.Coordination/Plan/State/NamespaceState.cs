using Spiderpool.Linux.Netfilter;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Plan;

/// <summary>What a network namespace has. Loopback is left out, as are routes and rules that are not for unicast lookups.</summary>
public sealed record NamespaceState
{
    public static readonly NamespaceState Empty = new();

    public IReadOnlyList<LinkState> Links { get; init; } = [];

    public IReadOnlyList<LinkAddress> Addresses { get; init; } = [];

    public IReadOnlyList<LinkRoute> Routes { get; init; } = [];

    public IReadOnlyList<LinkRule> Rules { get; init; } = [];

    public IReadOnlyList<LinkNeighbour> Neighbours { get; init; } = [];

    /// <summary>Tables of nftables that are the coordinator's by their name.</summary>
    public IReadOnlyList<NftTable> Tables { get; init; } = [];

    /// <summary>Values of <see cref="PodSysctls"/>; what the kernel does not have is absent.</summary>
    public IReadOnlyDictionary<SysctlName, int> Sysctls { get; init; } = new Dictionary<SysctlName, int>();
}
