using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>When a pool makes no new record, and why.</summary>
public class LimitTests
{
    [Fact]
    public void A_pool_holds_as_many_records_as_the_limit_says()
    {
        var pool = Pools.IPv4("p").WithRecords(Text(Record("10.20.0.11", "u1")));
        var result = pool.Apply(RangeSet.Empty, new LedgerLimits(2),
            Grant("u2"), Grant("u3"), Rebind("shop/u4", "10.20.0.19", "u4"), Grant("u1"), Release("u1"), Grant("u3"));

        Assert.Equal(["10.20.0.12", null, null, "10.20.0.11", null, "10.20.0.13"], result.Addresses());
        Assert.Equal(
            "pool p: all IP addresses used out: it holds 2 records and the limit is 2; "
            + "split the pool or raise SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS",
            result.Outcomes[1].AssertRefused(Reason.PoolLimitReached).Detail);
        result.Outcomes[2].AssertRefused(Reason.PoolLimitReached);
    }

    [Fact]
    public void The_limit_of_an_installation_that_sets_none_is_5000() => Assert.Equal(5_000, LedgerLimits.Default.MaxRecords);

    public static TheoryData<string, string> Closed() => new()
    {
        { nameof(Reason.PoolTerminating), "pool p is being deleted; name another pool" },
        { nameof(Reason.PoolDisabled), "pool p has spec.disable true; set it to false" },
        { nameof(Reason.PoolInvalid), "pool p: spec.subnet \"10.20.0.1/16\" is not a CIDR without host bits (10.1.0.0/16)" },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public void A_pool_that_is_closed_grants_nothing_new_and_repeats_what_is_held(string reason, string detail)
    {
        var pool = Pools.IPv4("p").WithRecords(Text(Record("10.20.0.11", "u1")));
        pool = reason switch
        {
            nameof(Reason.PoolTerminating) => pool.Terminating(),
            nameof(Reason.PoolDisabled) => pool.WithSpec(spec => spec with { Disable = true }),
            _ => pool.WithSpec(spec => spec with { Subnet = "10.20.0.1/16" }),
        };
        var result = pool.Apply(Grant("u1"), Grant("u2"), Rebind("shop/u3", "10.20.0.12", "u3"));

        Assert.Equal(["10.20.0.11", null, null], result.Addresses());
        Assert.Equal(detail, result.Outcomes[1].AssertRefused(Reason.All[reason]).Detail);
        Assert.Equal(detail, result.Outcomes[2].AssertRefused(Reason.All[reason]).Detail);
        result.AssertUnchanged(pool);
    }

    [Theory]
    [InlineData("x", 4, null, null, "spec.subnet \"x\" is not a CIDR without host bits (10.1.0.0/16)")]
    [InlineData("10.20.0.0/16", 6, null, null, "spec.ipVersion 6 is not the version of spec.subnet 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", 7, null, null, "spec.ipVersion 7 is not the version of spec.subnet 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", 4, "10.20.0.0/24", null,
        "spec.ips[1] \"10.20.0.0/24\" is not an address or a range \"first-last\"")]
    [InlineData("10.20.0.0/16", 4, "10.20.0.9-10.20.0.1", null,
        "spec.ips[1] \"10.20.0.9-10.20.0.1\" is not an address or a range \"first-last\"")]
    [InlineData("10.20.0.0/16", 4, "10.21.0.1", null, "spec.ips[1] 10.21.0.1 is not inside spec.subnet 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", 4, "10.20.255.250-10.21.0.1", null,
        "spec.ips[1] 10.20.255.250-10.21.0.1 is not inside spec.subnet 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", 4, "fd00::1", null, "spec.ips[1] fd00::1 is not inside spec.subnet 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", 4, "10.20.0.1", "10.21.0.1",
        "spec.excludeIPs[0] 10.21.0.1 is not inside spec.subnet 10.20.0.0/16")]
    public void A_spec_that_cannot_be_read_names_the_field(
        string subnet, int version, string? ip, string? excluded, string problem)
    {
        var pool = Pools.IPv4("p").WithSpec(spec => spec with
        {
            Subnet = subnet,
            IpVersion = version,
            Ips = ip is null ? null : ["10.20.0.1", ip],
            ExcludeIPs = excluded is null ? null : [excluded],
        });

        var failure = Assert.Throws<ReasonException>(() => PoolRanges.Of(pool));

        Assert.Equal((Reason.PoolInvalid, $"pool p: {problem}"), (failure.Reason, failure.Detail));
        Assert.Null(PoolLedger.Read(pool).Ranges);
        Assert.Equal(failure.Detail, pool.Apply(Grant("u1")).Outcomes.Single().AssertRefused(Reason.PoolInvalid).Detail);
    }

    [Fact]
    public void The_version_is_that_of_the_subnet_when_it_is_absent_and_ranges_may_overlap()
    {
        var ranges = PoolRanges.Of(Pools.Of("p", "fd00::/64", "fd00::5-fd00::9", "fd00::1-fd00::6").WithSpec(spec => spec with
        {
            IpVersion = null,
            ExcludeIPs = ["fd00::4-fd00::5", "fd00::9"],
        }));

        Assert.Equal("fd00::1-fd00::3,fd00::6-fd00::8", ranges.Usable.ToString());
        Assert.Equal(IPFamily.IPv6, ranges.Subnet.Family);
        Assert.Null(PoolRanges.FamilyOf(new SpiderIPPoolSpec { Subnet = "10.0.0.0" }));
    }

    [Fact]
    public void Parsed_ranges_are_used_again_for_the_same_spec_and_not_for_another()
    {
        var first = PoolLedger.Read(Pools.IPv4("p", "10.20.0.11"));
        var same = PoolLedger.Read(Pools.IPv4("p", "10.20.0.11").WithRecords(Text(Record("10.20.0.11", "u1"))), first);

        Assert.Same(first.Ranges, same.Ranges);
        Assert.Equal(1, same.Count);
        foreach (var pool in new[]
        {
            Pools.IPv4("p", "10.20.0.12"), Pools.IPv4("p", "10.20.0.11", "10.20.0.12"),
            Pools.Of("p", "10.20.0.0/24", "10.20.0.11"),
            Pools.IPv4("p", "10.20.0.11").WithSpec(spec => spec with { ExcludeIPs = ["10.20.0.11"] }),
        })
        {
            Assert.Equal(PoolLedger.Read(pool).Ranges, PoolLedger.Read(pool, first).Ranges);
        }
        Assert.Null(PoolLedger.Read(Pools.IPv4("p", "10.20.0.11").WithSpec(spec => spec with { IpVersion = 6 }), first).Ranges);
        Assert.NotNull(PoolLedger.Read(Pools.IPv4(), PoolLedger.Read(Pools.Of("p", "x"))).Ranges);
    }
}
