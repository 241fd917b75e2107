using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

public class GrantTests
{
    [Fact]
    public void The_first_pod_of_a_pool_gets_its_lowest_address_and_a_record()
    {
        var pool = Pools.IPv4();
        var request = Grant("u1");
        var result = pool.Apply(request);

        Assert.Equal(new LedgerOutcome(request, Address.Parse("10.20.0.11"), IsNew: true), result.Outcomes.Single());
        Assert.True(result.Changed);
        Assert.Equal("""{"10.20.0.11":{"pod":"shop/u1","podUid":"u1","nic":"eth0"}}""", result.Status.AllocatedIPs);
        Assert.Equal("10.20.0.11", result.Status.LastAllocatedIP);
    }

    [Fact]
    public void A_grant_is_repeated_without_a_change()
    {
        var pool = Pools.IPv4();
        pool = pool.After(pool.Apply(Grant("u1")));
        var again = pool.Apply(Grant("u1"), Grant("u1"));

        Assert.Equal(["10.20.0.11", "10.20.0.11"], again.Addresses());
        Assert.All(again.Outcomes, outcome => Assert.False(outcome.IsNew));
        again.AssertUnchanged(pool);
    }

    [Fact]
    public void Two_interfaces_of_a_pod_get_two_addresses_of_one_pool()
    {
        var pool = Pools.IPv4();
        var result = pool.Apply(Grant("u1", "eth0"), Grant("u1", "net1"), Grant("u1", "eth0"), Grant("u1", "net1"));

        Assert.Equal(["10.20.0.11", "10.20.0.12", "10.20.0.11", "10.20.0.12"], result.Addresses());
        Assert.Equal([true, true, false, false], result.Outcomes.Select(outcome => outcome.IsNew));
        Assert.Equal(
            Text(Record("10.20.0.11", "u1", "eth0"), Record("10.20.0.12", "u1", "net1")), result.Status.AllocatedIPs);
    }

    [Fact]
    public void A_pod_of_the_same_name_with_another_uid_is_another_holder()
    {
        var result = Pools.IPv4().Apply(Grant("u1", pod: "shop/web-0"), Grant("u2", pod: "shop/web-0"));

        Assert.Equal(["10.20.0.11", "10.20.0.12"], result.Addresses());
    }

    [Fact]
    public void A_record_of_the_original_counts_for_the_first_interface_that_asks_and_is_marked()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.15", "u1", nic: null)));
        var result = pool.Apply(Grant("u1", "net1"), Grant("u1", "eth0"), Grant("u1", "net1"));

        Assert.Equal(["10.20.0.15", "10.20.0.11", "10.20.0.15"], result.Addresses());
        Assert.Equal([false, true, false], result.Outcomes.Select(outcome => outcome.IsNew));
        Assert.Equal(
            Text(Record("10.20.0.15", "u1", "net1"), Record("10.20.0.11", "u1", "eth0")), result.Status.AllocatedIPs);
    }

    [Fact]
    public void The_record_of_the_interface_itself_comes_before_one_without_interface()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.15", "u1", nic: null), Record("10.20.0.16", "u1", "eth0")));
        var result = pool.Apply(Grant("u1", "eth0"));

        Assert.Equal(["10.20.0.16"], result.Addresses());
        result.AssertUnchanged(pool);
    }

    [Fact]
    public void Excluded_reserved_and_held_addresses_are_passed_over()
    {
        var pool = Pools.IPv4("p", "10.20.0.11-10.20.0.16")
            .WithSpec(spec => spec with { ExcludeIPs = ["10.20.0.11", "10.20.0.13"] })
            .WithRecords(Text(Record("10.20.0.12", "u0")));
        var reserved = RangeSet.Parse(["10.20.0.14-10.20.0.15", "fd00::1"]);

        var result = pool.Apply(reserved, LedgerLimits.Default, Grant("u1"), Grant("u2"));

        Assert.Equal(["10.20.0.16", null], result.Addresses());
        Assert.Equal(
            "pool p: all IP addresses used out: total 4, used 2, reserved 2; add addresses to spec.ips or delete pods",
            result.Outcomes[1].AssertRefused(Reason.IPsExhausted).Detail);
    }

    [Fact]
    public void An_address_that_is_held_stays_when_it_is_reserved_or_leaves_the_pool()
    {
        var pool = Pools.IPv4("p", "10.20.0.11").WithRecords(Text(Record("10.20.0.11", "u1"), Record("10.20.9.9", "u2")));
        var result = pool.Apply(RangeSet.Parse(["10.20.0.11"]), LedgerLimits.Default, Grant("u1"), Grant("u2"));

        Assert.Equal(["10.20.0.11", "10.20.9.9"], result.Addresses());
        result.AssertUnchanged(pool);
    }

    [Theory]
    [InlineData("10.20.0.11-10.20.0.12", 2)]
    [InlineData(null, 0)]
    public void A_pool_that_is_used_out_refuses_and_keeps_what_it_granted(string? ips, int granted)
    {
        var pool = Pools.IPv4("p").WithSpec(spec => spec with { Ips = ips is null ? null : [ips] });
        var result = pool.Apply(Grant("u1"), Grant("u2"), Grant("u3"), Grant("u1"));

        Assert.Equal(granted, result.Outcomes.Count(outcome => outcome.IsNew));
        Assert.StartsWith($"pool p: all IP addresses used out: total {granted}, used {granted}, reserved 0; ",
            result.Outcomes[2].AssertRefused(Reason.IPsExhausted).Detail);
        Assert.Equal(granted == 0 ? null : "10.20.0.11", result.Outcomes[3].Address?.ToString());
        Assert.Equal(granted > 0, result.Changed);
    }

    [Fact]
    public void A_release_in_the_same_group_makes_room_for_the_grants_behind_it()
    {
        var pool = Pools.IPv4("p", "10.20.0.11").WithRecords(Text(Record("10.20.0.11", "u1")), last: "10.20.0.11");
        var result = pool.Apply(Grant("u2"), Release("u1"), Grant("u2"), Grant("u3"));

        Assert.Equal([null, null, "10.20.0.11", null], result.Addresses());
        Assert.Equal(Text(Record("10.20.0.11", "u2")), result.Status.AllocatedIPs);
    }

    [Fact]
    public void IPv6_pools_give_canonical_addresses()
    {
        var pool = Pools.IPv6("p", "FD00:20:0::00a0-fd00:20::a1");

        Assert.Equal(["fd00:20::a0", "fd00:20::a1", null], pool.Apply(Grant("u1"), Grant("u2"), Grant("u3")).Addresses());
    }

    [Fact]
    public void A_snapshot_is_not_changed_by_what_is_applied_to_it()
    {
        var ledger = PoolLedger.Read(Pools.IPv4().WithRecords(Text(Record("10.20.0.11", "u1"))));
        var first = ledger.Apply([Grant("u2"), Release("u1")], RangeSet.Empty, LedgerLimits.Default);
        var second = ledger.Apply([Grant("u2"), Release("u1")], RangeSet.Empty, LedgerLimits.Default);

        Assert.Equal(first.Status, second.Status);
        Assert.Equal(1, ledger.Count);
        Assert.True(ledger.TryFind("u1", "eth0", out var address, out var record));
        Assert.Equal(("10.20.0.11", "shop/u1"), (address.ToString(), record.Pod));
        Assert.False(ledger.TryFind("u2", "eth0", out _, out _));
        Assert.True(ledger.TryGet(Address.Parse("10.20.0.11"), out _));
        Assert.False(ledger.TryGet(Address.Parse("10.20.0.12"), out _));
    }
}
