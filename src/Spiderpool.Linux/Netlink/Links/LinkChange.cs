using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// Changes of a link in one request: what is null stays. If the kernel refuses one, those before it may have been made.
/// Kernels before 6.2 rename a link only while it is down.
/// </summary>
public sealed record LinkChange
{
    public bool? Up { get; init; }

    public string? Name { get; init; }

    public int? Mtu { get; init; }

    public MacAddress? Mac { get; init; }

    public int? TxQueueLength { get; init; }

    /// <summary>Bridge or bond to become a port of; 0 to leave it.</summary>
    public int? MasterIndex { get; init; }

    /// <summary>Namespace to move to; the other changes are made there.</summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Description for operators, at most 255 bytes; empty to take it away.</summary>
    public string? Alias { get; init; }

    /// <summary>Receive all packets of the wire.</summary>
    public bool? Promiscuous { get; init; }

    /// <summary>Further IFLA_* attributes.</summary>
    public IReadOnlyList<RawAttribute> Attributes { get; init; } = [];
}
