using Spiderpool.Addressing;
using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Netlink;

/// <summary>AF_INET and AF_INET6 as bytes of rtnetlink headers.</summary>
internal static class KernelFamily
{
    public static byte Of(IPFamily? family) => family switch
    {
        IPFamily.IPv4 => Native.FamilyIPv4,
        IPFamily.IPv6 => Native.FamilyIPv6,
        _ => Native.FamilyUnspecified,
    };

    /// <summary>False for families that are neither (bridge, MPLS, multicast routing).</summary>
    public static bool TryParse(byte value, out IPFamily family)
    {
        family = value == Native.FamilyIPv6 ? IPFamily.IPv6 : IPFamily.IPv4;
        return value is Native.FamilyIPv4 or Native.FamilyIPv6;
    }
}
