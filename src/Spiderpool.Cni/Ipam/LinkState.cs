using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Cni.Ipam;

/// <summary>What the kernel shows of the pod's interface.</summary>
internal sealed record LinkState(bool IsUp, IReadOnlyList<Prefix> Addresses)
{
    /// <returns>Null when there is no such interface.</returns>
    /// <exception cref="ReasonException">NetworkNamespaceUnavailable: the kernel does not answer.</exception>
    public static LinkState? Read(NetworkNamespace netns, string ifName)
    {
        try
        {
            using var netlink = RouteNetlink.Open(netns);
            return netlink.FindLink(ifName) is { } link
                ? new LinkState(link.IsUp, [.. netlink.ListAddresses(link.Index).Select(entry => entry.Prefix)])
                : null;
        }
        catch (SystemCallException e)
        {
            throw new ReasonException(Reason.NetworkNamespaceUnavailable, e.Message, e);
        }
    }
}
