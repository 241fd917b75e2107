using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

internal sealed partial class SourceRouting
{
    /// <summary>The default routes go to the table; the others are also there, and stay.</summary>
    private void MoveOut(string name, IPFamily family, uint table)
    {
        var routes = pod.Routes.Where(route => route.Link == name && route.IsMain && route.Family == family)
            // In overlay mode our routes on the first interface are those to the node.
            .Where(route => !(route.IsOurs && isOverlay && name == first))
            .Where(route => !route.Destination.Address.IsLinkLocal && !route.Destination.Address.IsMulticast)
            // A gateway must be on the link before a route can go over it.
            .OrderBy(route => route.Gateway is not null).ThenBy(route => route.IsDefault).ToList();
        foreach (var route in routes)
        {
            var copy = Copy(route, table);
            pod.RemoveRoutes(other => other.IsOurs && other.Link != name && other.HasKeyOf(copy));
            if (route.IsDefault && !pod.Routes.Any(copy.Leads)) pod.AddRoute(copy);
            else pod.EnsureRoute(copy);
        }
        foreach (var route in routes.Where(route => route.IsDefault))
        {
            if (pod.Routes.FirstOrDefault(other => other.Leads(route)) is { } there) pod.RemoveRoute(there);
        }
    }

    /// <summary>The cluster network's interface keeps the main table and has one for its own packets too.</summary>
    private void CopyDefault(List<LinkRule> rules, string name, IPFamily family)
    {
        const uint table = PodNames.ReplyTable;
        foreach (var route in pod.Routes.Where(route => IsDefaultOf(route, name, family) && route.IsMain).ToList())
        {
            // Calico's gateway is on the link only by a route of the main table.
            foreach (var way in WaysTo(route)) pod.EnsureRoute(Copy(way, table));
            pod.EnsureRoute(Copy(route, table));
        }
        AddRules(rules, name, family, table);
    }

    private List<LinkRoute> WaysTo(LinkRoute route) =>
        [.. pod.Routes.Where(way => way is { IsMain: true, IsDefault: false, Gateway: null, IsOurs: false } && way.Link == route.Link
            && route.Gateway is { } gateway && way.Destination.Length == gateway.Family.BitLength() && way.Destination.Contains(gateway))];

    /// <summary>The default routes of the owner come back from its table, where it had one.</summary>
    private void MoveIn(string name, IPFamily family, bool keepsCopy)
    {
        var away = pod.Routes.Where(route => IsDefaultOf(route, name, family) && !route.IsMain).ToList();
        if (!pod.Routes.Any(route => IsDefaultOf(route, name, family) && route.IsMain))
        {
            foreach (var route in away.Where(route => route.Table == away[0].Table))
                pod.AddRoute(route with { Table = LinkRoute.MainTable, IsOurs = false });
        }
        foreach (var route in away)
        {
            if (route.Table == PodNames.ReplyTable && keepsCopy) continue;
            pod.RemoveRoute(route);
        }
    }

    /// <summary>Copies in tables that the interface had before another one came.</summary>
    private void ForgetCopies(string name, IPFamily family)
    {
        var own = Rules(name, family).Select(rule => rule.Table).ToHashSet();
        pod.RemoveRoutes(route => route is { IsOurs: true, IsMain: false } && route.Link == name && route.Family == family
            && !own.Contains(route.Table) && (route.IsDefault || pod.Routes.Any(other => other is { IsOurs: false, IsMain: true }
                && other.Leads(route with { Table = LinkRoute.MainTable }))));
    }

    /// <summary>Takes away what of ours is in tables that nothing looks up.</summary>
    public void Sweep() => pod.RemoveRoutes(route => route is { IsOurs: true, IsMain: false }
        && !_used.Contains((route.Family, route.Table)) && !IsOfFirstInterface(route));

    /// <summary>What a pod with one underlay interface has beside the main table.</summary>
    private bool IsOfFirstInterface(LinkRoute route) => route.Link == PodNames.Veth
        && (route.Table == PodNames.ReplyTable
            || (route is { Table: PodNames.FirstTable, Gateway: null } && pod.FirstAddress(first, route.Family) is not null));

    private static LinkRoute Copy(LinkRoute route, uint table) => route with { Table = table, IsMultipath = false, IsOurs = true };
}
