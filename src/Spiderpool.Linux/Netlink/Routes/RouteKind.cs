namespace Spiderpool.Linux.Netlink;

/// <summary>What is done with packets of a route (RTN_*).</summary>
public enum RouteKind : byte
{
    Unspecified = 0,
    Unicast = 1,
    Local = 2,
    Broadcast = 3,
    Anycast = 4,
    Multicast = 5,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8,
    Throw = 9,
}
