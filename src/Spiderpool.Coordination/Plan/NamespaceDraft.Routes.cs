using Spiderpool.Addressing;
using Spiderpool.Linux.Netfilter;

namespace Spiderpool.Coordination.Plan;

internal sealed partial class NamespaceDraft
{
    private readonly List<LinkRoute> _routes = [.. state.Routes];
    private readonly List<LinkRule> _rules = [.. state.Rules];
    private readonly List<NftTable> _tables = [.. state.Tables];

    public IReadOnlyList<LinkRoute> Routes => _routes;

    public IReadOnlyList<LinkRule> Rules => _rules;

    /// <summary>Adds one of our routes, in the place of another one of ours. A route that is not ours stays.</summary>
    /// <returns>Whether the route is there; false when another one, which is not ours, is in its place.</returns>
    public bool EnsureRoute(LinkRoute route)
    {
        var rivals = _routes.FindAll(route.HasKeyOf);
        if (rivals.Exists(rival => rival.Leads(route) && (!rival.IsOurs || rival.Source == route.Source))) return true;
        if (rivals.Exists(rival => !rival.IsOurs)) return false;
        foreach (var rival in rivals) RemoveRoute(rival);
        AddRoute(route with { IsOurs = true });
        return true;
    }

    public void AddRoute(LinkRoute route)
    {
        steps.Add(new AddRouteStep(place, route) { IsBeside = _routes.Exists(route.HasKeyOf) });
        _routes.Add(route);
    }

    public void RemoveRoute(LinkRoute route)
    {
        steps.Add(new DeleteRouteStep(place, route));
        _routes.Remove(route);
        if (!route.IsMultipath || route.Family != IPFamily.IPv4) return;
        // The other ways went with it.
        foreach (var way in _routes.FindAll(other => other.IsMultipath && other.HasKeyOf(route)))
        {
            _routes.Remove(way);
            AddRoute(way with { IsMultipath = false });
        }
    }

    public void RemoveRoutes(Predicate<LinkRoute> which)
    {
        foreach (var route in _routes.FindAll(which)) RemoveRoute(route);
    }

    public void EnsureRule(LinkRule rule)
    {
        if (_rules.Exists(rule.Selects)) return;
        steps.Add(new AddRuleStep(place, rule with { IsOurs = true }));
        _rules.Add(rule with { IsOurs = true });
    }

    public void RemoveRules(Predicate<LinkRule> which)
    {
        foreach (var rule in _rules.FindAll(which)) steps.Add(new DeleteRuleStep(place, rule));
        _rules.RemoveAll(which);
    }

    public void EnsureTable(NftTable table)
    {
        if (_tables.Contains(table)) return;
        steps.Add(new SetTableStep(place, table));
        _tables.RemoveAll(other => other.Id == table.Id);
        _tables.Add(table);
    }

    public void RemoveTables(Predicate<NftTable> which)
    {
        foreach (var table in _tables.FindAll(which)) steps.Add(new DeleteTableStep(place, table));
        _tables.RemoveAll(which);
    }
}
