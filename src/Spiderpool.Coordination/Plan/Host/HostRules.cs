using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>The rule of the host that looks the table of its pods up: there as long as a pod has a route in the table.</summary>
internal static class HostRules
{
    public static LinkRule Of(IPFamily family, uint table) => new(family, PodNames.HostPriority, table);

    /// <summary>
    /// Takes the rules away that no pod needs, and puts those back that one needs: a pod may have come between the look at its
    /// table and the deletion of the rule.
    /// </summary>
    public static void Settle(NamespaceDraft host)
    {
        host.RemoveRules(rule => IsOne(rule) && !host.Routes.Any(route => route.Table == rule.Table && route.Family == rule.Family));
        foreach (var route in host.Routes)
        {
            if (route is { IsOurs: true, IsMain: false }) host.EnsureRule(Of(route.Family, route.Table));
        }
    }

    /// <summary>Also one that the original made, in its default table.</summary>
    private static bool IsOne(LinkRule rule) => rule.IsForAll && rule.Priority == PodNames.HostPriority
        && (rule.IsOurs || rule.Table == CoordinatorOptions.DefaultHostRuleTable);
}
