using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>One way of a multipath route.</summary>
/// <param name="Gateway">Gateway; null if the destination is on the link. May be IPv6 for an IPv4 route (RFC 5549).</param>
/// <param name="LinkIndex">Link; 0 to take the gateway's.</param>
/// <param name="Weight">Share of the traffic, 1 to 256.</param>
/// <param name="Flags">Flags.</param>
public sealed record NextHop(Address? Gateway, int LinkIndex, int Weight = 1, RouteFlags Flags = RouteFlags.None);
