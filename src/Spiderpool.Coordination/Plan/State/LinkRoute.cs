using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// A unicast route over one link. The ways of a multipath route are a route each, as the kernel has them for IPv6.
/// </summary>
public sealed record LinkRoute(string Link, Prefix Destination)
{
    public const uint MainTable = 254;

    /// <summary>What the kernel gives an IPv6 route without one.</summary>
    public const uint DefaultMetric6 = 1024;

    /// <summary>Null if the destination is on the link. May be IPv6 for an IPv4 route (RFC 5549).</summary>
    public Address? Gateway { get; init; }

    /// <summary>Preferred source address.</summary>
    public Address? Source { get; init; }

    public uint Table { get; init; } = MainTable;

    /// <summary>The lowest of equal destinations wins.</summary>
    public uint Metric { get; init; } = Destination.Family == IPFamily.IPv6 ? DefaultMetric6 : 0;

    /// <summary>Path MTU in bytes; 0 for the link's.</summary>
    public uint Mtu { get; init; }

    /// <summary>The gateway is on the link although no subnet of the link holds it.</summary>
    public bool IsOnLink { get; init; }

    /// <summary>Whether the route is one way of an IPv4 route of several, which the kernel deletes as one.</summary>
    public bool IsMultipath { get; init; }

    /// <summary>Whether the coordinator made it (<see cref="Ownership.Protocol"/>).</summary>
    public bool IsOurs { get; init; }

    public IPFamily Family => Destination.Family;

    public bool IsDefault => Destination.Length == 0;

    public bool IsMain => Table == MainTable;

    /// <summary>Whether the kernel takes only one of the two, or joins them to a multipath route.</summary>
    public bool HasKeyOf(LinkRoute other) =>
        Table == other.Table && Metric == other.Metric && Destination.Network == other.Destination.Network;

    /// <summary>Whether packets go the same way, whoever made the route.</summary>
    public bool Leads(LinkRoute other) => HasKeyOf(other) && Link == other.Link && Gateway == other.Gateway;

    /// <summary>The form of ip-route(8).</summary>
    public override string ToString()
    {
        var text = IsDefault ? Family == IPFamily.IPv4 ? "0.0.0.0/0" : "::/0" : $"{Destination.Network}";
        if (Gateway is { } gateway) text += $" via {gateway}";
        text += $" dev {Link}";
        if (Source is { } source) text += $" src {source}";
        if (Metric != (Family == IPFamily.IPv6 ? DefaultMetric6 : 0)) text += $" metric {Metric}";
        return $"{text} table {(IsMain ? "main" : Table)}";
    }
}
