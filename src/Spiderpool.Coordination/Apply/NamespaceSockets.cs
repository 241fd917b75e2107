using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netfilter;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Apply;

/// <summary>What a namespace is read and changed by.</summary>
internal sealed class NamespaceSockets : IDisposable
{
    private NftNetlink? _tables;

    private NamespaceSockets(NetworkNamespace? target, RouteNetlink netlink) => (Target, Netlink) = (target, netlink);

    public NetworkNamespace? Target { get; }

    public RouteNetlink Netlink { get; }

    public SysctlTree Sysctl => new(Target);

    /// <summary>Opened at its first use: a kernel may have no netfilter, and overlay pods do not need it.</summary>
    /// <exception cref="SystemCallException">The kernel has no netfilter.</exception>
    public NftNetlink Tables => _tables ??= NftNetlink.Open(Target);

    public static NamespaceSockets Open(NetworkNamespace? target) => new(target, RouteNetlink.Open(target));

    public void Dispose()
    {
        _tables?.Dispose();
        Netlink.Dispose();
    }
}
