using Spiderpool.Addressing;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Plan;

/// <summary>The kernel parameters of a pod that plans set.</summary>
public static class PodSysctls
{
    public static SysctlName DisableIPv6(string link) => SysctlName.OfLink(IPFamily.IPv6, link, "disable_ipv6");

    public static readonly SysctlName ReversePathFilter = SysctlName.OfLink(IPFamily.IPv4, "all", "rp_filter");

    /// <summary>Whether the filter above looks the way back up with the packet's mark.</summary>
    public static readonly SysctlName MarkInFilter = SysctlName.OfLink(IPFamily.IPv4, PodNames.Veth, "src_valid_mark");

    public static readonly IReadOnlyList<SysctlName> All =
        [DisableIPv6("all"), DisableIPv6("default"), DisableIPv6(PodNames.Veth), ReversePathFilter, MarkInFilter];
}
