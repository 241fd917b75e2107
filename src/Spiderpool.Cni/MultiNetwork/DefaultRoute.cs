using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>The pod's default route, when its annotation says over which interface it goes.</summary>
internal sealed class DefaultRoute(CniEnvironment environment)
{
    /// <exception cref="ReasonException">LinkUnavailable: the kernel does not take the route.</exception>
    public void Move(IReadOnlyList<DelegateNetwork> networks)
    {
        if (!networks.Any(network => network.DefaultRoute.Count > 0)) return;
        try
        {
            using var netns = NetworkNamespace.Open(environment.NetNs);
            using var netlink = RouteNetlink.Open(netns);
            foreach (var (gateway, ifName) in Gateways(networks)) Move(netlink, gateway, ifName);
        }
        catch (SystemCallException e)
        {
            throw new ReasonException(Reason.LinkUnavailable, $"default route of pod {environment.Pod}: {e.Message}", e);
        }
    }

    /// <summary>The result of the first interface without the default routes that went elsewhere.</summary>
    public static CniResult WithoutMoved(CniResult result, IReadOnlyList<DelegateNetwork> networks)
    {
        var families = Gateways(networks).Select(item => item.Gateway.Family).ToHashSet();
        return families.Count == 0 ? result : result with
        {
            Routes = [.. result.Routes.Where(route => route.Destination.Length > 0
                || !families.Contains(route.Destination.Address.Family))],
        };
    }

    private static IEnumerable<(Address Gateway, string IfName)> Gateways(IReadOnlyList<DelegateNetwork> networks) =>
        networks.SelectMany(network => network.DefaultRoute.Select(text => (Address.Parse(text), network.Attachment.IfName)));

    private static void Move(RouteNetlink netlink, Address gateway, string ifName)
    {
        foreach (var route in netlink.ListRoutes(gateway.Family, RouteTable.Main).Where(route => route.Destination.Length == 0))
            netlink.DeleteRoute(route);
        netlink.ReplaceRoute(new RouteEntry(gateway.Family == IPFamily.IPv4 ? Prefix.Parse("0.0.0.0/0") : Prefix.Parse("::/0"))
        {
            Gateway = gateway,
            LinkIndex = netlink.GetLink(ifName).Index,
        });
    }
}
