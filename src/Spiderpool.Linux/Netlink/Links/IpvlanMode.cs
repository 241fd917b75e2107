namespace Spiderpool.Linux.Netlink;

/// <summary>Layer at which an ipvlan and its parent exchange packets (ip-link(8)).</summary>
public enum IpvlanMode : ushort
{
    L2 = 0,
    L3 = 1,
    L3S = 2,
}
