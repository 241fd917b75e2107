using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

public sealed partial class AddPlan
{
    private void SetNeighbours(PodLayout layout)
    {
        var own = _pod.GlobalAddresses(Current).Select(address => address.Address).ToHashSet();
        // Of a pod that had the address before, or of the LAN: a host that knows another way would use it.
        _host.RemoveNeighbours(neighbour => own.Contains(neighbour.Address) && neighbour.Link != layout.HostLink);
        foreach (var address in own) _host.EnsureNeighbour(new LinkNeighbour(layout.HostLink, address, layout.PodMac));
        foreach (var family in layout.Families)
        {
            foreach (var address in layout.HostAddresses[family])
                _pod.EnsureNeighbour(new LinkNeighbour(layout.PodLink, address, layout.HostMac));
        }
    }

    /// <summary>The main table, and that of the first interface.</summary>
    private void RouteToNode(PodLayout layout)
    {
        foreach (var family in layout.Families)
        {
            if (layout.Gateway(family) is null)
                _warnings.Add($"{Current}: the node has no {family} address: Services and the cluster network have no {family} route");
            AddNodeRoutes(layout, family, LinkRoute.MainTable);
            AddHijackRoutes(layout, family, LinkRoute.MainTable);
            if (IsFirst) AddNodeRoutes(layout, family, PodNames.FirstTable);
        }
    }

    private void AddNodeRoutes(PodLayout layout, IPFamily family, uint table)
    {
        foreach (var address in layout.HostAddresses[family])
            _pod.EnsureRoute(new LinkRoute(layout.PodLink, Prefix.Host(address)) { Source = Source(family), Table = table });
    }

    private void AddHijackRoutes(PodLayout layout, IPFamily family, uint table)
    {
        foreach (var prefix in _options.HijackPrefixes)
        {
            if (prefix.Family != family || layout.Gateway(family) is not { } gateway) continue;
            var route = new LinkRoute(layout.PodLink, prefix.Network)
            {
                Gateway = gateway,
                Source = Source(family),
                Table = table,
            };
            if (!_pod.EnsureRoute(route))
                _warnings.Add($"{Current}: {prefix} keeps the route that it has, and does not go through the node");
        }
    }

    /// <summary>IPv4: the pod's end has no address of its own. IPv6 chooses by scope.</summary>
    private Address? Source(IPFamily family) => family == IPFamily.IPv6 ? null : _pod.Links.Select(link => link.Name)
        .Where(name => name != PodNames.Veth).OrderBy(_numbers.OrdinalOf)
        .Select(name => _pod.FirstAddress(name, family)).FirstOrDefault(address => address is not null);

    private void RouteReplies(PodLayout layout)
    {
        foreach (var family in layout.Families)
        {
            _pod.EnsureTable(MarkTable.Of(family));
            if (layout.Gateway(family) is { } gateway)
            {
                _pod.EnsureRoute(new LinkRoute(PodNames.Veth, new Prefix(new Address(family, 0), 0))
                {
                    Gateway = gateway,
                    Table = PodNames.ReplyTable,
                });
            }
            _pod.EnsureRule(new LinkRule(family, PodNames.MarkPriority, PodNames.ReplyTable) { Mark = PodNames.Mark });
        }
    }

    private void RouteByInterface(PodLayout layout)
    {
        var routing = new SourceRouting(_pod, _numbers, First, layout.IsOverlay);
        var interfaces = PodInterfaces.Split(_pod, _host, First, Current);
        // Before the split, which copies what the first interface has in the main table.
        if (IsFirst) AddPolicyRoutes(layout, _ => LinkRoute.MainTable);
        var owners = new Dictionary<IPFamily, string?>();
        foreach (var family in (ReadOnlySpan<IPFamily>)[IPFamily.IPv4, IPFamily.IPv6])
            owners[family] = _options.TunePodRoutes ? routing.Split(family, interfaces, _options.DefaultRouteInterface) : null;
        if (_options.TunePodRoutes) routing.Sweep();
        foreach (var (family, table) in routing.UsedTables.Where(used => used.Table != PodNames.ReplyTable).Order())
        {
            AddNodeRoutes(layout, family, table);
            AddHijackRoutes(layout, family, table);
        }
        if (IsFirst) return;
        // Without a rule by source, only the main table is looked up.
        AddPolicyRoutes(layout, family => owners[family] is not { } owner || owner == Current
            ? LinkRoute.MainTable
            : _numbers.Of(Current, lent: false));
    }

    private void AddPolicyRoutes(PodLayout layout, Func<IPFamily, uint> table)
    {
        foreach (var route in _options.PolicyRoutes.Where(route => layout.Families.Contains(route.Destination.Family)))
        {
            _pod.EnsureRoute(new LinkRoute(Current, route.Destination.Network)
            {
                Gateway = route.Gateway,
                Table = table(route.Destination.Family),
            });
        }
    }

    private void RouteFromHost(PodLayout layout)
    {
        foreach (var address in _pod.GlobalAddresses(Current))
        {
            var route = new LinkRoute(layout.HostLink, Prefix.Host(address.Address)) { Table = _options.HostRuleTable };
            // Of a pod that had the address before.
            _host.RemoveRoutes(other => other.HasKeyOf(route) && other.Link != layout.HostLink);
            _host.EnsureRoute(route);
            // After the route: a DEL that finds none in the table takes the rule away.
            _host.EnsureRule(HostRules.Of(address.Family, _options.HostRuleTable));
        }
    }
}
