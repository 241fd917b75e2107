using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>The grounds of a decision are all kept, and rendered for people.</summary>
public class VerdictTests
{
    private static readonly string[] AllFilters =
        ["terminating", "disabled", "family", "node", "namespace", "pod", "network", "spec"];

    [Fact]
    public void A_pool_that_passes_has_a_verdict_of_each_filter_in_order()
    {
        var result = Selecting.Request(Pools.IPv4()).Naming("v4").Select();

        Assert.Equal(AllFilters, result.Verdicts.Select(verdict => verdict.Filter));
        Assert.All(result.Verdicts, verdict =>
            Assert.Equal(new PoolVerdict("eth0", IPFamily.IPv4, "v4", verdict.Filter, null, ""), verdict));
    }

    [Fact]
    public void A_pool_is_not_asked_further_after_a_rejection_and_the_next_is_asked_all()
    {
        var result = Selecting.Request(Pools.IPv4("a").WithSpec(spec => spec with { NodeName = ["other"] }), Pools.IPv4("b"))
            .Naming("a", "b").Select();

        Assert.Equal(["b"], result.Names());
        Assert.Equal(AllFilters[..4], result.Verdicts.Where(verdict => verdict.Pool == "a").Select(verdict => verdict.Filter));
        Assert.Equal(AllFilters, result.Verdicts.Where(verdict => verdict.Pool == "b").Select(verdict => verdict.Filter));
    }

    [Fact]
    public void The_error_names_each_pool_with_its_reason_in_the_order_of_the_user()
    {
        var result = Selecting.Request(
            Pools.IPv4("c").Terminating(),
            Pools.IPv4("a").WithSpec(spec => spec with { Disable = true }),
            Pools.IPv6("b")).Naming("c", "a", "b").Select();

        Assert.Equal(
            "NoIPPoolAvailable: no IPPool available for interface eth0 IPv4 of pod shop/web-0, all filtered out: "
            + "c: PoolTerminating (the pool is being deleted); a: PoolDisabled (spec.disable is true); "
            + "b: FamilyMismatch (it is an IPv6 pool, wanted is IPv4)",
            result.AssertFailure(Reason.NoIPPoolAvailable).Message);
    }

    [Fact]
    public void Of_many_pools_the_error_names_ten_and_counts_the_rest()
    {
        var pools = Enumerable.Range(0, 500).Select(i => Pools.IPv4($"p{i:000}").Terminating()).ToArray();
        var result = Selecting.Request(pools).Naming("*").Select();

        var detail = result.AssertFailure(Reason.NoIPPoolAvailable).Detail;
        Assert.EndsWith("p009: PoolTerminating (the pool is being deleted); and 490 more", detail);
        Assert.Equal(500, result.Verdicts.Count);
    }

    [Fact]
    public void The_first_failure_is_told_and_the_other_interfaces_are_judged_all_the_same()
    {
        const string Value = """
            [{"interface":"eth0","ipv4":["gone"]},{"interface":"net1","ipv4":["v4"]},{"interface":"net2","ipv4":["x*"]}]
            """;
        var result = Selecting.Request(Pools.IPv4()).WithPodAnnotation(AnnotationKeys.IPPools, Value).Select();

        result.AssertFailure(Reason.PoolNotFound);
        Assert.Equal("eth0 IPv4: ; net1 IPv4: v4; net2 IPv4: ", result.Chosen());
        Assert.Equal(AllFilters.Length, result.Verdicts.Count(verdict => verdict.Nic == "net1"));
    }

    [Fact]
    public void A_decision_is_described_in_lines()
    {
        var result = Selecting.Request(
                Pools.IPv4("a").WithSpec(spec => spec with { Disable = true }), Pools.IPv4("b"), Pools.IPv6("c"))
            .WithPodAnnotation(AnnotationKeys.IPPool, """{"ipv4":["a","b"],"ipv6":["c"]}""")
            .WithPodAnnotation(AnnotationKeys.Routes, """[{"dst":"10.99.0.0/16","gw":"10.20.0.1"}]""")
            .Select();

        Assert.Equal(
            [
                "source: IPPoolAnnotation",
                "verdict: eth0 IPv4 a terminating: passed",
                "verdict: eth0 IPv4 a disabled: PoolDisabled (spec.disable is true)",
                .. AllFilters.Select(filter => $"verdict: eth0 IPv4 b {filter}: passed"),
                .. AllFilters.Select(filter => $"verdict: eth0 IPv6 c {filter}: passed"),
                "candidates: eth0 IPv4: b",
                "candidates: eth0 IPv6: c",
                "route: 10.99.0.0/16 via 10.20.0.1",
            ],
            result.Describe());
    }

    [Fact]
    public void A_failure_is_the_last_line_of_the_description()
    {
        var result = Selecting.Request(Pools.IPv4().Terminating()).Naming("v4").Select();

        Assert.Equal(
            [
                "source: IPPoolAnnotation",
                "verdict: eth0 IPv4 v4 terminating: PoolTerminating (the pool is being deleted)",
                "candidates: eth0 IPv4: none",
                $"failure: {result.Failure!.Message}",
            ],
            result.Describe());
        Assert.Equal(
            ["source: None", $"failure: {Selecting.Request().Select().Failure!.Message}"],
            Selecting.Request().Select().Describe());
    }
}
