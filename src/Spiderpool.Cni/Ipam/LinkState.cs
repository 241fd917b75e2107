using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Cni.Ipam;

/// <summary>What the kernel shows of the pod's interface.</summary>
/// <param name="IsUp">Whether it is set up.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Routes">Routes over it, in whatever table: other plugins of the chain move them.</param>
internal sealed record LinkState(bool IsUp, IReadOnlyList<AddressEntry> Addresses, IReadOnlyList<RouteEntry> Routes)
{
    /// <returns>Null when there is no such interface.</returns>
    /// <exception cref="ReasonException">LinkUnavailable: the kernel does not answer.</exception>
    public static LinkState? Read(NetworkNamespace netns, string ifName)
    {
        try
        {
            using var netlink = RouteNetlink.Open(netns);
            if (netlink.FindLink(ifName) is not { } link) return null;
            IEnumerable<RouteEntry> routes = [.. netlink.ListRoutes(IPFamily.IPv4), .. netlink.ListRoutes(IPFamily.IPv6)];
            return new LinkState(
                link.IsUp, netlink.ListAddresses(link.Index), [.. routes.Where(route => GoesOver(route, link.Index))]);
        }
        catch (SystemCallException e)
        {
            throw new ReasonException(Reason.LinkUnavailable, $"{ifName}: {e.Message}", e);
        }
    }

    private static bool GoesOver(RouteEntry route, int linkIndex) =>
        route.LinkIndex == linkIndex || route.NextHops.Any(hop => hop.LinkIndex == linkIndex);
}
