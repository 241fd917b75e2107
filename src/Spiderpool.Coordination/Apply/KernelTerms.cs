using Spiderpool.Coordination.Plan;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Coordination.Apply;

/// <summary>Pure: from the kernel's objects, in which links have numbers, to those of plans, in which they have names, and back.</summary>
internal static class KernelTerms
{
    private const RouteProtocol Ours = (RouteProtocol)Ownership.Protocol;

    public static LinkState Of(Link link) => new(link.Name)
    {
        Index = link.Index,
        PeerIndex = link.Kind is "veth" or "netkit" ? link.ParentIndex : 0,
        Kind = link.Kind,
        Mac = link.Mac,
        IsUp = link.IsUp,
        TxQueueLength = link.TxQueueLength,
        Alias = link.Alias,
    };

    /// <returns>A route for each way; none of a route that plans do not know.</returns>
    public static IEnumerable<LinkRoute> Of(RouteEntry entry, Func<int, string?> nameOf)
    {
        if (entry.Kind != RouteKind.Unicast || entry.Table == RouteTable.Local) yield break;
        IReadOnlyList<NextHop> hops = entry.NextHops.Count > 0
            ? entry.NextHops
            : [new NextHop(entry.Gateway, entry.LinkIndex, Flags: entry.Flags)];
        foreach (var hop in hops)
        {
            if (nameOf(hop.LinkIndex) is not { } link) continue;
            yield return new LinkRoute(link, entry.Destination)
            {
                Gateway = hop.Gateway,
                Source = entry.Source,
                Table = entry.Table,
                Metric = entry.Priority,
                Mtu = entry.Mtu,
                IsOnLink = hop.Flags.HasFlag(RouteFlags.OnLink),
                IsMultipath = hops.Count > 1,
                IsOurs = entry.Protocol == Ours,
            };
        }
    }

    public static RouteEntry ToEntry(LinkRoute route, int linkIndex) => new(route.Destination.Network)
    {
        Gateway = route.Gateway,
        LinkIndex = linkIndex,
        Source = route.Source,
        Table = route.Table,
        Priority = route.Metric,
        Mtu = route.Mtu,
        Flags = route.IsOnLink ? RouteFlags.OnLink : RouteFlags.None,
        Protocol = route.IsOurs ? Ours : RouteProtocol.Boot,
    };

    public static LinkRule Of(RuleEntry entry) => new(entry.Family, entry.Priority ?? 0, entry.Table)
    {
        From = entry.From,
        Mark = entry.Mark,
        HasMore = entry.To is not null || entry.Not || entry.MarkMask is not null || entry.InputLink is not null
            || entry.OutputLink is not null || entry.SuppressPrefixLength is not null,
        IsOurs = entry.Protocol == Ours,
    };

    public static RuleEntry ToEntry(LinkRule rule) => new(rule.Family)
    {
        Priority = rule.Priority,
        Table = rule.Table,
        From = rule.From,
        Mark = rule.Mark,
        Protocol = Ours,
    };

    public static LinkNeighbour Of(NeighbourEntry entry, string link) =>
        new(link, entry.Address, entry.Mac) { IsPermanent = entry.State.HasFlag(NeighbourState.Permanent) };
}
