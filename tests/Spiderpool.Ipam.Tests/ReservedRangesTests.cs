using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Tests;

/// <summary>What several SpiderReservedIPs keep back (spec/crds.md 5).</summary>
public class ReservedRangesTests
{
    [Fact]
    public void Objects_add_up_by_family_and_may_overlap()
    {
        var reserved = new ReservedRanges([
            Of("10.20.0.1-10.20.0.5", "10.20.0.9"), Of("10.20.0.4-10.20.0.7"), Of("fd00::1-fd00::f"), Of("255.255.255.255", "::")]);

        Assert.Equal("10.20.0.1-10.20.0.7,10.20.0.9,255.255.255.255", reserved.Of(IPFamily.IPv4).ToString());
        Assert.Equal("::,fd00::1-fd00::f", reserved.Of(IPFamily.IPv6).ToString());
    }

    [Fact]
    public void An_object_that_is_being_deleted_reserves_nothing() =>
        Assert.True(new ReservedRanges([Of("10.20.0.1") with { Metadata = new() { DeletionTimestamp = DateTimeOffset.UnixEpoch } }])
            .Of(IPFamily.IPv4).IsEmpty);

    [Fact]
    public void An_item_that_cannot_be_read_takes_no_other_with_it() =>
        Assert.Equal(
            "10.20.0.2",
            new ReservedRanges([Of("10.20.0.0/24", "10.20.0.2", "", "x"), new()]).Of(IPFamily.IPv4).ToString());

    private static SpiderReservedIP Of(params string[] ips) => new() { Spec = new() { Ips = ips } };
}
