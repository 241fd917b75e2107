using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>The search begins after the address that was given out last, so that a freed one rests.</summary>
public class NextFitTests
{
    [Fact]
    public void A_freed_address_rests_until_the_others_were_given_out()
    {
        var pool = Pools.IPv4("p", "10.20.0.11-10.20.0.13");
        var given = new List<string?>();
        for (var i = 0; i < 7; i++)
        {
            var result = pool.Apply(Grant($"u{i}"), Release($"u{i}"));
            given.Add(result.Addresses()[0]);
            pool = pool.After(result);
            Assert.Null(pool.Status!.AllocatedIPs);
        }

        Assert.Equal(["11", "12", "13", "11", "12", "13", "11"], given.Select(address => address?["10.20.0.".Length..]));
    }

    [Theory]
    [InlineData(null, "10.20.0.11")]
    [InlineData("", "10.20.0.11")]
    [InlineData("not an address", "10.20.0.11")]
    [InlineData("10.20.0.12", "10.20.0.13")]
    [InlineData("10.20.0.20", "10.20.0.11")] // around the end
    [InlineData("10.20.0.15", "10.20.0.16")] // in the hole between two ranges
    [InlineData("0.0.0.0", "10.20.0.11")]
    [InlineData("255.255.255.255", "10.20.0.11")]
    [InlineData("fd00::1", "10.20.0.11")]
    public void The_search_begins_after_the_last_address_wherever_that_is(string? last, string expected)
    {
        var pool = Pools.IPv4("p", "10.20.0.11-10.20.0.14", "10.20.0.16-10.20.0.20").WithRecords(null, last);

        Assert.Equal([expected], pool.Apply(Grant("u1")).Addresses());
    }

    [Fact]
    public void A_release_or_a_repeated_grant_does_not_move_the_beginning()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.13", "u1"), Record("10.20.0.15", "u2")), "10.20.0.18");
        var result = pool.Apply(Grant("u1"), Release("u2"), Rebind("shop/u1", "10.20.0.13", "u3", from: "u1"));

        Assert.True(result.Changed);
        Assert.Equal("10.20.0.18", result.Status.LastAllocatedIP);
    }

    [Fact]
    public void A_fence_changes_nothing_but_the_beginning_which_moves_on_by_one_place()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.13", "u1")), "10.20.0.13");
        pool = pool with { Status = pool.Status! with { TotalIPCount = 10, AllocatedIPCount = 1, FreeIPCount = 9 } };

        Assert.Equal(pool.Status with { LastAllocatedIP = "10.20.0.14" }, PoolLedger.Read(pool).Fence());
        Assert.Equal("10.20.0.11", Fenced(pool, "10.20.0.20"));
        Assert.Equal("10.20.0.11", Fenced(pool, null));
    }

    [Fact]
    public void A_fence_of_a_pool_with_nowhere_to_move_on_to_changes_the_status_too()
    {
        var one = Pools.IPv4("one", "10.20.0.11");

        Assert.Null(Fenced(one, "10.20.0.11"));
        Assert.Equal("10.20.0.11", Fenced(one, null));
        Assert.Equal("0.0.0.0", Fenced(Pools.Of("bad", "x"), null));
        Assert.Null(Fenced(Pools.Of("bad", "x"), "0.0.0.0"));
    }

    private static string? Fenced(SpiderIPPool pool, string? last) =>
        PoolLedger.Read(pool with { Status = (pool.Status ?? new()) with { LastAllocatedIP = last } }).Fence().LastAllocatedIP;

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0-10.255.255.255", "10.0.3.231")]
    [InlineData("fd00::/48", "fd00::-fd00:0:0:ffff:ffff:ffff:ffff:ffff", "fd00::3e7")]
    [InlineData("::/0", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::3e7")]
    public void A_large_pool_is_one_range_of_which_the_next_is_taken(string subnet, string ips, string thousandth)
    {
        var pool = Pools.Of("p", subnet, ips);
        var result = pool.Apply([.. Enumerable.Range(0, 1_000).Select(i => Grant($"u{i}"))]);

        Assert.Single(PoolLedger.Read(pool).Ranges!.Usable);
        Assert.Equal(1_000, result.Outcomes.Select(outcome => outcome.Address).Distinct().Count());
        Assert.Equal(thousandth, result.Status.LastAllocatedIP);
    }
}
