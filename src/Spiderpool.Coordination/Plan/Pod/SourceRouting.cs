using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// Gives one interface of a pod the main table, and each other one a table that the packets with its addresses look up, so that
/// a reply leaves by the interface that the request came in by (spec/cni.md 4). What comes out depends on the interfaces that are
/// there, not on the order in which they came.
/// </summary>
internal sealed partial class SourceRouting(NamespaceDraft pod, TableNumbers tables, string first, bool isOverlay)
{
    private readonly HashSet<(IPFamily Family, uint Table)> _used = [];

    /// <summary>Tables that a rule by source leads to.</summary>
    public IReadOnlySet<(IPFamily Family, uint Table)> UsedTables => _used;

    /// <param name="family">Family.</param>
    /// <param name="interfaces">Interfaces that take part.</param>
    /// <param name="wanted">The interface that shall keep the main table, if it has a default route; empty for the first that has.</param>
    /// <returns>The interface that keeps the main table; null when none has a default route, and nothing is to be split.</returns>
    public string? Split(IPFamily family, IReadOnlyList<string> interfaces, string wanted)
    {
        var members = Members(interfaces, family);
        var owner = members.Find(name => name == wanted && HasDefault(name, family)) ?? members.Find(name => HasDefault(name, family));
        var rules = new List<LinkRule>();
        if (owner is not null)
        {
            var keepsCopy = isOverlay && owner == first && members.Count > 1;
            MoveIn(owner, family, keepsCopy);
            foreach (var name in members)
            {
                if (name == owner) continue;
                var table = name == first ? tables.Of(owner, lent: true) : tables.Of(name, lent: false);
                MoveOut(name, family, table);
                AddRules(rules, name, family, table);
            }
            if (keepsCopy) CopyDefault(rules, owner, family);
        }
        foreach (var rule in rules) pod.EnsureRule(rule);
        pod.RemoveRules(rule => rule.IsOurs && rule.Family == family && rule.From is not null && !rules.Exists(rule.Selects));
        foreach (var name in members) ForgetCopies(name, family);
        return owner;
    }

    /// <summary>
    /// After an interface has gone: if the main table lost its default route, the first of the others gets its own back, and if
    /// none has one, nothing stays split. What was not split is not split now.
    /// </summary>
    public void Restore(IPFamily family, IReadOnlyList<string> others)
    {
        var members = Members(others, family);
        // A DEL may have been killed when this was half done.
        var owner = members.Find(name => pod.Routes.Any(route => route.IsMain && IsDefaultOf(route, name, family)))
            ?? members.Find(name => HasDefault(name, family));
        var rules = new List<LinkRule>();
        if (owner is not null)
        {
            var keepsCopy = isOverlay && owner == first && members.Exists(name => name != owner && Rules(name, family).Any());
            MoveIn(owner, family, keepsCopy);
            if (keepsCopy) CopyDefault(rules, owner, family);
            foreach (var rule in rules) pod.EnsureRule(rule);
        }
        pod.RemoveRules(rule => rule.IsOurs && rule.Family == family && rule.From is not null && !rules.Exists(rule.Selects)
            && (owner is null || Rules(owner, family).Contains(rule)));
        foreach (var rule in members.SelectMany(name => Rules(name, family))) _used.Add((family, rule.Table));
    }

    /// <summary>In their order. The first interface without a default route has nothing that would need a table.</summary>
    private List<string> Members(IReadOnlyList<string> interfaces, IPFamily family) =>
        [.. interfaces.Where(name => pod.FirstAddress(name, family) is not null && (name != first || HasDefault(name, family)))
            .OrderBy(tables.OrdinalOf)];

    private IEnumerable<LinkRule> Rules(string name, IPFamily family) => pod.Rules.Where(rule => rule is { IsOurs: true, From: not null }
        && rule.Family == family && pod.GlobalAddresses(name).Exists(address => address.Address == rule.From.Value.Address));

    private bool HasDefault(string name, IPFamily family) => pod.Routes.Any(route => IsDefaultOf(route, name, family));

    private static bool IsDefaultOf(LinkRoute route, string name, IPFamily family) =>
        route.Link == name && route.IsDefault && route.Family == family && (route.IsMain || route.IsOurs);

    private void AddRules(List<LinkRule> rules, string name, IPFamily family, uint table)
    {
        _used.Add((family, table));
        foreach (var address in pod.GlobalAddresses(name))
        {
            if (address.Family != family) continue;
            rules.Add(new LinkRule(family, PodNames.SourcePriority, table) { From = Prefix.Host(address.Address) });
        }
    }
}
