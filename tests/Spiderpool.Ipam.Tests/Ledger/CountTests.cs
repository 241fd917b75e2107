using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>What kubectl shows: total, allocated, free.</summary>
public class CountTests
{
    private static (long? Total, long? Allocated, long? Free) Counts(LedgerResult result) =>
        (result.Status.TotalIPCount, result.Status.AllocatedIPCount, result.Status.FreeIPCount);

    [Fact]
    public void Total_is_ips_without_excludeIPs_and_free_is_what_can_be_given_out()
    {
        var pool = Pools.IPv4("p", "10.20.0.1-10.20.0.20").WithSpec(spec => spec with { ExcludeIPs = ["10.20.0.1-10.20.0.5"] });

        Assert.Equal((15, 1, 14), Counts(pool.Apply(Grant("u1"))));
        // Two of the pool's own and three of others are reserved.
        var reserved = RangeSet.Parse(["10.20.0.19-10.20.0.22", "fd00::1"]);
        Assert.Equal((15, 1, 12), Counts(pool.Apply(reserved, LedgerLimits.Default, Grant("u1"))));
    }

    [Fact]
    public void A_record_of_an_address_that_is_not_given_out_takes_none_of_the_free()
    {
        var pool = Pools.IPv4("p", "10.20.0.11-10.20.0.14").WithRecords(Text(
            Record("10.20.0.11", "u1"), Record("10.20.0.12", "u2"), Record("10.20.9.9", "u3")));

        Assert.Equal((4, 4, 1), Counts(pool.Apply(Grant("u4"))));
        var reserved = RangeSet.Parse(["10.20.0.11", "10.20.0.14"]);
        Assert.Equal((4, 4, 0), Counts(pool.Apply(reserved, LedgerLimits.Default, Grant("u4"))));
        Assert.Equal((4, 2, 2), Counts(pool.Apply(Release("u3"))));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0-10.255.255.255", 16_777_216)]
    [InlineData("fd00::/64", "fd00::-fd00::ffff:ffff:ffff:ffff", long.MaxValue)]
    [InlineData("::/0", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", long.MaxValue)]
    public void Counts_saturate_at_the_greatest_of_64_bits(string subnet, string ips, long total)
    {
        var (found, allocated, free) = Counts(Pools.Of("p", subnet, ips).Apply(Grant("u1"), Grant("u2")));

        Assert.Equal((total, 2), (found, allocated));
        Assert.Equal(total == long.MaxValue ? total : total - 2, free);
    }

    [Fact]
    public void A_recount_makes_the_counts_true_and_leaves_the_rest()
    {
        var pool = Pools.IPv4("p", "10.20.0.11-10.20.0.14").WithRecords(Text(Record("10.20.0.11", "u1")), last: "10.20.0.13");
        pool = pool with { Status = pool.Status! with { TotalIPCount = 99, AllocatedIPCount = 7, FreeIPCount = 5 } };

        Assert.Equal(
            pool.Status with { TotalIPCount = 4, AllocatedIPCount = 1, FreeIPCount = 2 },
            PoolLedger.Read(pool).Recount(RangeSet.Parse(["10.20.0.12"])));
    }

    [Fact]
    public void Other_parts_of_the_status_stay()
    {
        var status = new SpiderIPPoolStatus
        {
            Conditions = [new() { Type = "Ready", Status = "True" }],
            OtherFields = new() { ["phase"] = System.Text.Json.JsonSerializer.SerializeToElement("ok") },
        };
        var result = (Pools.IPv4() with { Status = status }).Apply(Grant("u1"));

        Assert.Same(status.Conditions, result.Status.Conditions);
        Assert.Same(status.OtherFields, result.Status.OtherFields);
    }

    [Fact]
    public void Counts_of_a_pool_whose_spec_cannot_be_read_stay_but_for_the_records()
    {
        var pool = Pools.Of("p", "x") with
        {
            Status = new SpiderIPPoolStatus
            {
                AllocatedIPs = Text(Record("10.20.0.11", "u1"), Record("10.20.0.12", "u2")),
                TotalIPCount = 10,
                FreeIPCount = 8,
            },
        };

        Assert.Equal((10, 1, 8), Counts(pool.Apply(Release("u1"))));
    }
}
