using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// A link to be made. What is null or 0 is left to the kernel. An alias can only be given afterwards
/// (<see cref="LinkChange.Alias"/>): the kernel ignores that of a new link.
/// </summary>
public sealed record LinkSpec
{
    /// <summary>Name, at most 15 bytes, without <c>/</c>, <c>:</c> and blanks.</summary>
    public required string Name { get; init; }

    /// <summary>Kind with its settings; required unless this is the peer of a veth.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>
    /// Parent of a macvlan, ipvlan or VLAN, in the namespace of the socket or of <see cref="ParentNamespaceId"/>.
    /// </summary>
    public int ParentIndex { get; init; }

    /// <summary>Namespace of the parent as the socket's namespace numbers it (<c>RouteNetlink.EnsureNamespaceId</c>).</summary>
    public int? ParentNamespaceId { get; init; }

    /// <summary>Namespace that the link is made in; the socket's if null.</summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Bridge or bond that the link becomes a port of.</summary>
    public int MasterIndex { get; init; }

    public int? Mtu { get; init; }

    public MacAddress? Mac { get; init; }

    public int? TxQueueLength { get; init; }

    /// <summary>Index to give to the link.</summary>
    public int Index { get; init; }

    /// <summary>
    /// Whether the link is set up at once; not possible for the peer of a veth, nor, before Linux 6.14, with both
    /// <see cref="Namespace"/> and <see cref="ParentNamespaceId"/>.
    /// </summary>
    public bool Up { get; init; }

    /// <summary>Further IFLA_* attributes.</summary>
    public IReadOnlyList<RawAttribute> Attributes { get; init; } = [];
}
