using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection;

/// <summary>The outcome of a selection with all its grounds.</summary>
public sealed record SelectionResult
{
    /// <summary>One for each interface to allocate now; "ippools" gives all listed ones at once.</summary>
    public IReadOnlyList<InterfaceCandidates> Interfaces { get; init; } = [];

    /// <summary>Each evaluated pair of pool and filter, in order; a pool is not asked further after a rejection.</summary>
    public IReadOnlyList<PoolVerdict> Verdicts { get; init; } = [];

    public PoolSource Source { get; init; }

    /// <summary>Parsed ipam.spidernet.io/routes; destinations are canonical.</summary>
    public IReadOnlyList<PoolRoute> CustomRoutes { get; init; } = [];

    /// <summary>The first failure; null when each interface and family has at least one pool.</summary>
    public ReasonException? Failure { get; init; }

    /// <summary>The decision as lines for people: source, then verdicts, then the pools in the order to try.</summary>
    public IEnumerable<string> Describe()
    {
        yield return $"source: {Source}";
        foreach (var verdict in Verdicts) yield return $"verdict: {verdict}";
        foreach (var nic in Interfaces)
        {
            foreach (var family in nic.Families)
            {
                var names = string.Join(", ", family.Pools.Select(pool => pool.Metadata.Name));
                yield return $"candidates: {nic.Nic} {family.Family}: {(names.Length == 0 ? "none" : names)}";
            }
        }
        foreach (var route in CustomRoutes) yield return $"route: {route.Dst} via {route.Gw}";
        if (Failure is not null) yield return $"failure: {Failure.Message}";
    }
}
