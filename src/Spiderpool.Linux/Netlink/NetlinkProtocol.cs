namespace Spiderpool.Linux.Netlink;

/// <summary>Netlink families (linux/netlink.h).</summary>
public enum NetlinkProtocol
{
    Route = 0,
    SocketDiagnostics = 4,
    Netfilter = 12,
    Generic = 16,
}
