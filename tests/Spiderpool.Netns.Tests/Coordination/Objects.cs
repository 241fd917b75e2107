using Spiderpool.Addressing;
using Spiderpool.Linux.Netfilter;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Coordination;

/// <summary>What a namespace has, in words: all that somebody makes, nothing that the kernel makes or learns by itself.</summary>
internal static class Objects
{
    public static IEnumerable<string> Of(string name, TestNamespace test)
    {
        var netlink = test.Netlink;
        var links = netlink.ListLinks().ToDictionary(link => link.Index);
        var found = new List<string>();
        found.AddRange(links.Values.Select(link => $"link {link.Name} {link.Kind} {link.Mac} mtu {link.Mtu} up {link.IsUp} {link.Alias}"));
        found.AddRange(netlink.ListAddresses().Where(entry => !entry.Prefix.Address.IsLinkLocal)
            .Select(entry => $"address {entry.Prefix} dev {links[entry.LinkIndex].Name}"));
        foreach (var family in (IPFamily[])[IPFamily.IPv4, IPFamily.IPv6])
        {
            found.AddRange(netlink.ListRoutes(family).Where(route => route.Table != RouteTable.Local)
                .Where(route => !route.Destination.Address.IsLinkLocal && !route.Destination.Address.IsMulticast)
                .SelectMany(Ways).Select(route => $"route {route} dev {links[route.LinkIndex].Name}"));
            found.AddRange(netlink.ListRules(family).Select(rule => $"rule {rule}"));
        }
        found.AddRange(netlink.ListNeighbours().Where(entry => entry.State.HasFlag(NeighbourState.Permanent))
            .Select(entry => $"neighbour {entry.Address} {entry.Mac} dev {links[entry.LinkIndex].Name}"));
        using var tables = NftNetlink.Open(test.Namespace);
        found.AddRange(tables.ListTables(IPFamily.IPv4).Select(table => $"nftables ip {table}"));
        found.AddRange(tables.ListTables(IPFamily.IPv6).Select(table => $"nftables ip6 {table}"));
        return found.Order(StringComparer.Ordinal).Select(item => $"{name}: {item}");
    }

    private static IEnumerable<RouteEntry> Ways(RouteEntry route) => route.NextHops.Count == 0
        ? [route]
        : route.NextHops.Select(hop => route with { NextHops = [], Gateway = hop.Gateway, LinkIndex = hop.LinkIndex });
}
