using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>A pod of a StatefulSet comes back with a new UID and keeps its address (spec/ipam.md 6.1).</summary>
public class RebindTests
{
    private static readonly LedgerLimits Limits = LedgerLimits.Default;

    [Fact]
    public void The_address_goes_to_the_successor_of_the_same_name()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.14", "u1", "eth0", "shop/db-0"), Record("10.20.0.11", "u9")));
        var result = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1"), Release("u1", null), Grant("u2", pod: "shop/db-0"));

        Assert.Equal(["10.20.0.14", null, "10.20.0.14"], result.Addresses());
        Assert.Equal([true, false, false], result.Outcomes.Select(outcome => outcome.IsNew));
        Assert.Equal(0, result.Outcomes[1].Released);
        Assert.Equal(
            Text(Record("10.20.0.14", "u2", "eth0", "shop/db-0"), Record("10.20.0.11", "u9")), result.Status.AllocatedIPs);
    }

    [Fact]
    public void A_record_of_the_original_gets_its_interface()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.14", "u1", null, "shop/db-0")));

        Assert.Equal(
            Text(Record("10.20.0.14", "u2", "net1", "shop/db-0")),
            pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", "net1", "u1")).Status.AllocatedIPs);
    }

    [Fact]
    public void It_is_repeated_without_a_change()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.14", "u2", "eth0", "shop/db-0")));
        var result = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1"));

        Assert.Equal(new LedgerOutcome(result.Outcomes[0].Request, Address.Parse("10.20.0.14")), result.Outcomes[0]);
        result.AssertUnchanged(pool);
    }

    [Fact]
    public void A_record_that_is_missing_is_made_anew()
    {
        var pool = Pools.IPv4();
        var result = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1"), Grant("u3"));

        Assert.Equal(["10.20.0.14", "10.20.0.11"], result.Addresses());
        Assert.True(result.Outcomes[0].IsNew);
        Assert.Equal(
            Text(Record("10.20.0.14", "u2", "eth0", "shop/db-0"), Record("10.20.0.11", "u3")), result.Status.AllocatedIPs);
    }

    [Fact]
    public void The_address_of_another_pod_is_not_taken()
    {
        var pool = Pools.IPv4("p").WithRecords(Text(Record("10.20.0.14", "u1", "eth0", "shop/web-7")));
        var result = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1"));

        Assert.Equal(
            "pool p: address 10.20.0.14 cannot go back to pod shop/db-0: it is recorded for pod shop/web-7; "
            + "delete the pod's SpiderEndpoint to get another address",
            result.Outcomes.Single().AssertRefused(Reason.StaticAddressMismatch).Detail);
        result.AssertUnchanged(pool);
    }

    [Fact]
    public void The_address_of_another_interface_of_the_pod_is_not_taken()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.14", "u2", "net1", "shop/db-0")));
        var outcome = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1")).Outcomes.Single();

        Assert.Contains(
            "it is recorded for interface net1 of the same pod", outcome.AssertRefused(Reason.StaticAddressMismatch).Detail);
    }

    [Fact]
    public void An_interface_does_not_get_a_second_address()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.15", "u2", "eth0", "shop/db-0")));

        Assert.Contains("the pod already holds 10.20.0.15 for eth0",
            pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2")).Outcomes.Single().AssertRefused(Reason.StaticAddressMismatch).Detail);
    }

    [Fact]
    public void Who_takes_over_gives_back_an_address_of_its_own()
    {
        var pool = Pools.IPv4().WithRecords(
            Text(Record("10.20.0.14", "u1", "eth0", "shop/db-0"), Record("10.20.0.15", "u2", "eth0", "shop/db-0")));
        var result = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1"));

        Assert.Equal(["10.20.0.14"], result.Addresses());
        Assert.Equal(Text(Record("10.20.0.14", "u2", "eth0", "shop/db-0")), result.Status.AllocatedIPs);
    }

    [Theory]
    [InlineData()]
    [InlineData("u0", "u1")]
    public void A_late_request_takes_no_address_from_a_successor(params string[] from)
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.14", "u3", "eth0", "shop/db-0")));
        var result = pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", from: from));

        Assert.Contains("it is recorded for UID u3 of the pod, not for u2",
            result.Outcomes.Single().AssertRefused(Reason.StaticAddressMismatch).Detail);
        result.AssertUnchanged(pool);
    }

    [Fact]
    public void The_number_of_an_unnamed_item_stays_as_it_is()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.14", "u1", "1", "shop/db-0")));

        Assert.Equal(
            Text(Record("10.20.0.14", "u2", "1", "shop/db-0")),
            pool.Apply(Rebind("shop/db-0", "10.20.0.14", "u2", "net1", "u1")).Status.AllocatedIPs);
    }

    [Theory]
    [InlineData("10.20.0.15", "it is reserved by a SpiderReservedIP")]
    [InlineData("10.20.0.99", "it is not in the pool's addresses")]
    [InlineData("fd00:20::11", "it is not in the pool's addresses")]
    public void A_missing_record_of_an_address_that_is_not_given_out_stays_missing(string address, string problem)
    {
        var pool = Pools.IPv4();
        var result = pool.Apply(RangeSet.Parse(["10.20.0.15"]), Limits, Rebind("shop/db-0", address, "u2"));

        Assert.Contains(problem, result.Outcomes.Single().AssertRefused(Reason.StaticAddressMismatch).Detail);
        result.AssertUnchanged(pool);
    }

    [Fact]
    public void A_record_that_is_there_is_handed_on_by_a_pool_that_gives_out_nothing_more()
    {
        var records = Text(Record("10.20.0.14", "u1", "eth0", "shop/db-0"));
        var rebind = Rebind("shop/db-0", "10.20.0.14", "u2", from: "u1");
        foreach (var pool in new[] { Pools.IPv4().Terminating(), Pools.IPv4().WithSpec(spec => spec with { Disable = true }) })
        {
            Assert.Equal(["10.20.0.14"], pool.WithRecords(records).Apply(rebind).Addresses());
            Assert.NotNull(pool.Apply(rebind).Outcomes.Single().Refusal);
        }
        Assert.Equal(["10.20.0.14"],
            Pools.IPv4().WithRecords(records).Apply(RangeSet.Parse(["10.20.0.14"]), new LedgerLimits(0), rebind).Addresses());
    }
}
