using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Selection;

/// <summary>
/// The order in which pools are tried: those made for fewer first (spec/ipam.md 4.6), among equals the order in which
/// the user listed them.
/// </summary>
internal static class PoolRanking
{
    public static IReadOnlyList<SpiderIPPool> Rank(IEnumerable<SpiderIPPool> pools) =>
        [.. pools.OrderByDescending(pool => Weight(pool.Spec))];

    /// <summary>One bit for each property, the most telling one highest, so that numbers compare as the rules do.</summary>
    private static int Weight(SpiderIPPoolSpec spec) =>
        (spec.PodAffinity.HasRequirements() ? 32 : 0)
        | (spec.NodeName is { Count: > 0 } ? 16 : 0)
        | (spec.NodeAffinity.HasRequirements() ? 8 : 0)
        | (spec.NamespaceName is { Count: > 0 } ? 4 : 0)
        | (spec.NamespaceAffinity.HasRequirements() ? 2 : 0)
        | (spec.MultusName is { Count: > 0 } ? 1 : 0);
}
