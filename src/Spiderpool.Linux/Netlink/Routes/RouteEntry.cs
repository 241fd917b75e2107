using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>A route: to be set, or as the kernel lists it.</summary>
/// <param name="Destination">Destination; 0.0.0.0/0 or ::/0 is the default route. Host bits are cut off when it is sent.</param>
public sealed record RouteEntry(Prefix Destination)
{
    /// <summary>Gateway; null if the destination is on the link. May be IPv6 for an IPv4 route (RFC 5549).</summary>
    public Address? Gateway { get; init; }

    /// <summary>Outgoing link; 0 to take the gateway's.</summary>
    public int LinkIndex { get; init; }

    /// <summary>Preferred source address.</summary>
    public Address? Source { get; init; }

    /// <summary>Table number.</summary>
    public uint Table { get; init; } = RouteTable.Main;

    /// <summary>
    /// Scope; null takes that of ip-route(8): link for an IPv4 unicast route without gateway, host for a local one, else
    /// universe. A delete without scope takes any.
    /// </summary>
    public RouteScope? Scope { get; init; }

    public RouteKind Kind { get; init; } = RouteKind.Unicast;

    public RouteProtocol Protocol { get; init; } = RouteProtocol.Boot;

    /// <summary>Metric: the lowest of equal destinations wins. 0 is the kernel's default (1024 for IPv6).</summary>
    public uint Priority { get; init; }

    public RouteFlags Flags { get; init; }

    /// <summary>Path MTU in bytes; 0 for the link's.</summary>
    public uint Mtu { get; init; }

    /// <summary>Ways of a multipath route, which then has no gateway and link of its own.</summary>
    public IReadOnlyList<NextHop> NextHops { get; init; } = [];

    public bool IsDefault => Destination.Length == 0;

    /// <summary>The form of ip-route(8): <c>10.0.0.0/8 via 10.1.0.1 table 100</c>.</summary>
    public override string ToString()
    {
        var text = IsDefault ? $"default ({Destination.Family})" : $"{Destination.Network}";
        if (Kind != RouteKind.Unicast) text = $"{Kind} {text}";
        if (Gateway is { } gateway) text += $" via {gateway}";
        if (Source is { } source) text += $" src {source}";
        if (NextHops.Count > 0) text += $" over {NextHops.Count} next hops";
        if (Priority != 0) text += $" metric {Priority}";
        return $"{text} table {Table}";
    }
}
