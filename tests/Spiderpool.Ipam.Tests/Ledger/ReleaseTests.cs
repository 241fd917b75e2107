using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>A release frees what the (pod UID, interface) holds that it presents, and nothing else.</summary>
public class ReleaseTests
{
    private static readonly string Held = Text(
        Record("10.20.0.11", "u1", "eth0"), Record("10.20.0.12", "u1", "net1"), Record("10.20.0.13", "u2", "eth0", "shop/u1"));

    [Fact]
    public void A_release_frees_one_interface()
    {
        var result = Pools.IPv4().WithRecords(Held).Apply(Release("u1", "eth0"));

        Assert.Equal(1, result.Outcomes.Single().Released);
        Assert.Null(result.Outcomes.Single().Address);
        Assert.Equal(
            Text(Record("10.20.0.12", "u1", "net1"), Record("10.20.0.13", "u2", "eth0", "shop/u1")), result.Status.AllocatedIPs);
    }

    [Fact]
    public void A_release_without_interface_frees_all_of_the_uid()
    {
        var result = Pools.IPv4().WithRecords(Held).Apply(Release("u1", null));

        Assert.Equal(2, result.Outcomes.Single().Released);
        Assert.Equal(Text(Record("10.20.0.13", "u2", "eth0", "shop/u1")), result.Status.AllocatedIPs);
    }

    [Theory]
    [InlineData("u3", "eth0")]
    [InlineData("u3", null)]
    [InlineData("u2", "net1")]
    [InlineData("", null)]
    [InlineData("u", "eth0")]
    [InlineData("U1", "eth0")]
    public void A_release_of_what_is_not_held_frees_nothing_and_succeeds(string uid, string? nic)
    {
        var pool = Pools.IPv4().WithRecords(Held);
        var result = pool.Apply(Release(uid, nic));

        Assert.Equal((0, null), (result.Outcomes.Single().Released, result.Outcomes.Single().Refusal));
        result.AssertUnchanged(pool);
    }

    [Fact]
    public void A_second_release_frees_nothing()
    {
        var result = Pools.IPv4().WithRecords(Held).Apply(Release("u1", "eth0"), Release("u1", "eth0"), Release("u1", null));

        Assert.Equal([1, 0, 1], result.Outcomes.Select(outcome => outcome.Released));
    }

    [Fact]
    public void A_record_of_the_original_is_freed_by_any_interface_without_a_record_of_its_own()
    {
        var pool = Pools.IPv4().WithRecords(Text(Record("10.20.0.11", "u1", null), Record("10.20.0.12", "u1", "net1")));

        Assert.Equal(Text(Record("10.20.0.11", "u1", null)), pool.Apply(Release("u1", "net1")).Status.AllocatedIPs);
        Assert.Equal(Text(Record("10.20.0.12", "u1", "net1")), pool.Apply(Release("u1", "eth0")).Status.AllocatedIPs);
    }

    [Fact]
    public void The_records_are_absent_when_the_last_one_went()
    {
        var pool = Pools.IPv4().WithRecords(Held);
        var result = pool.Apply(Release("u1", null), Release("u2"));

        Assert.True(result.Changed);
        Assert.Null(result.Status.AllocatedIPs);
        Assert.Equal(0, result.Status.AllocatedIPCount);
    }

    [Theory]
    [InlineData("u1", "10.20.0.11", 1)]
    [InlineData("u2", "10.20.0.11", 0)]
    [InlineData("u1", "10.20.0.14", 0)]
    [InlineData("u1", "::ffff:10.20.0.11", 0)]
    public void One_address_is_freed_if_the_uid_holds_it(string uid, string address, int released)
    {
        var pool = Pools.IPv4().WithRecords(Held);
        var result = pool.Apply(ReleaseAddress(uid, address));

        Assert.Equal(released, result.Outcomes.Single().Released);
        Assert.Equal(released > 0, result.Changed);
    }

    [Fact]
    public void What_was_granted_in_the_group_can_be_freed_in_it()
    {
        var pool = Pools.IPv4().WithRecords(Held);
        var result = pool.Apply(Grant("u9"), Release("u9"), Grant("u9"), ReleaseAddress("u9", "10.20.0.15"));

        Assert.Equal(["10.20.0.14", null, "10.20.0.15", null], result.Addresses());
        Assert.Equal([0, 1, 0, 1], result.Outcomes.Select(outcome => outcome.Released));
        Assert.Equal(Held, result.Status.AllocatedIPs);
    }

    [Fact]
    public void A_pool_that_gives_out_nothing_more_takes_back_all_the_same()
    {
        foreach (var pool in new[]
        {
            Pools.IPv4().WithSpec(spec => spec with { Disable = true }), Pools.IPv4().Terminating(), Pools.Of("p", "x"),
            Pools.IPv4("p", "not a range"),
        })
        {
            Assert.Equal(2, pool.WithRecords(Held).Apply(Release("u1", null)).Outcomes.Single().Released);
        }
    }
}
