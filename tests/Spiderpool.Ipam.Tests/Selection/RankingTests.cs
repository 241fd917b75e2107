using CsCheck;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Pools made for fewer come first (spec/ipam.md 4.6); among equals the order of the user stays.</summary>
public class RankingTests
{
    /// <summary>Properties from the most telling to the least; each lets the pod of <see cref="Selecting"/> pass.</summary>
    private static readonly Func<SpiderIPPoolSpec, SpiderIPPoolSpec>[] Properties =
    [
        spec => spec with { PodAffinity = Pools.Labels(("app", "web")) },
        spec => spec with { NodeName = ["node-a"] },
        spec => spec with { NodeAffinity = Pools.Expression("rack", "Exists") },
        spec => spec with { NamespaceName = ["shop"] },
        spec => spec with { NamespaceAffinity = Pools.Labels(("team", "a")) },
        spec => spec with { MultusName = ["cluster"] },
    ];

    private static string[] Ranked(params SpiderIPPool[] pools) => (Selecting.Request(pools) with
    {
        Options = Selecting.Options with { ClusterNetwork = "cluster" },
    }).Naming([.. pools.Select(pool => pool.Metadata.Name!)]).Select().Names();

    [Fact]
    public void One_property_outranks_all_that_tell_less()
    {
        for (var i = 0; i < Properties.Length; i++)
        {
            var strong = Pools.IPv4("strong").WithSpec(Properties[i]);
            var weak = Properties[(i + 1)..].Aggregate(Pools.IPv4("weak"), (pool, property) => pool.WithSpec(property));

            Assert.Equal(["strong", "weak"], Ranked(weak, strong));
        }
    }

    [Fact]
    public void Pools_without_properties_stay_in_the_order_of_the_user() =>
        Assert.Equal(["z", "a", "m", "b"], Ranked(Pools.IPv4("z"), Pools.IPv4("a"), Pools.IPv4("m"), Pools.IPv4("b")));

    [Fact]
    public void An_empty_property_is_none() => Assert.Equal(["plain", "empty"], Ranked(
        Pools.IPv4("plain"),
        Pools.IPv4("empty").WithSpec(spec => spec with
        {
            PodAffinity = new(),
            NodeName = [],
            NodeAffinity = new() { MatchLabels = Selecting.Map() },
            NamespaceName = [],
            NamespaceAffinity = new() { MatchExpressions = [] },
            MultusName = [],
        })));

    [Fact]
    public void The_order_is_that_of_the_properties_then_that_of_the_user() =>
        Gen.Int[0, (1 << Properties.Length) - 1].Array[1, 12].Sample(masks =>
        {
            var pools = masks.Select((mask, i) => Properties
                .Where((_, bit) => Has(mask, bit))
                .Aggregate(Pools.IPv4($"p{i:00}"), (pool, property) => pool.WithSpec(property))).ToArray();

            // Lexicographically: has the first property, has the second, ...
            var expected = Enumerable.Range(0, masks.Length)
                .OrderBy(i => string.Concat(Properties.Select((_, bit) => Has(masks[i], bit) ? '0' : '1')), StringComparer.Ordinal)
                .Select(i => $"p{i:00}");

            Assert.Equal(expected, Ranked(pools));
        });

    private static bool Has(int mask, int bit) => (mask & (1 << bit)) != 0;
}
