using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

public class DualStackTests
{
    private const string Both = """{"ipv6":["v6"],"ipv4":["v4"]}""";

    private static SelectionRequest Request(string value, bool ipv4 = true, bool ipv6 = true) =>
        (Selecting.Request(Pools.IPv4(), Pools.IPv6()) with
        {
            Options = Selecting.Options with { EnableIPv4 = ipv4, EnableIPv6 = ipv6 },
        }).WithPodAnnotation(AnnotationKeys.IPPool, value);

    [Theory]
    [InlineData(Both, "eth0 IPv4: v4; eth0 IPv6: v6")]
    [InlineData("""{"ipv4":["v4"]}""", "eth0 IPv4: v4")]
    [InlineData("""{"ipv6":["v6"],"ipv4":[]}""", "eth0 IPv6: v6")]
    [InlineData("""{"ipv6":["v6"],"ipv4":null}""", "eth0 IPv6: v6")]
    public void A_pod_gets_the_families_that_are_named(string value, string chosen)
    {
        var result = Request(value).Select();

        Assert.Null(result.Failure);
        Assert.Equal(chosen, result.Chosen());
    }

    [Fact]
    public void A_family_that_is_disabled_is_dropped_with_a_verdict()
    {
        var result = Request(Both, ipv6: false).Select();

        Assert.Null(result.Failure);
        Assert.Equal("eth0 IPv4: v4", result.Chosen());
        Assert.Equal(
            new PoolVerdict("eth0", IPFamily.IPv6, "v6", "enabled", Reason.FamilyDisabled, "enableIPv6 is false"),
            result.Refusal());
    }

    [Fact]
    public void Nothing_is_left_when_each_named_family_is_disabled()
    {
        var result = Request("""{"ipv4":["v4","no-such-*"]}""", ipv4: false).Select();

        Assert.StartsWith(
            "no IP found for interface eth0 of pod shop/web-0: ", result.AssertFailure(Reason.NoAddressForInterface).Detail);
        Assert.Empty(result.Interfaces.Single().Families);
        Assert.Equal(["v4", "no-such-*"], result.Verdicts.Select(verdict => verdict.Pool));
        Assert.All(result.Verdicts, verdict => Assert.Equal(Reason.FamilyDisabled, verdict.Reason));
    }

    [Fact]
    public void A_pool_in_the_list_of_the_other_family_is_dropped()
    {
        var result = Request("""{"ipv4":["v6"]}""").Select();

        Assert.Equal(Reason.FamilyMismatch, result.Refusal().Reason);
        Assert.Equal("it is an IPv6 pool, wanted is IPv4", result.Refusal().Detail);
        result.AssertFailure(Reason.NoIPPoolAvailable);
    }

    [Fact]
    public void Both_families_need_a_pool_and_the_first_that_has_none_is_the_failure()
    {
        var result = Request("""{"ipv4":["no-such-*"],"ipv6":["neither-*"]}""").Select();

        Assert.Equal(
            "no IPPool available for interface eth0 IPv4 of pod shop/web-0: no IPv4 pool matches no-such-*; correct the wildcard",
            result.AssertFailure(Reason.NoIPPoolAvailable).Detail);
        Assert.Equal("eth0 IPv4: ; eth0 IPv6: ", result.Chosen());
    }

    [Fact]
    public void A_pool_cannot_serve_both_families_of_an_interface() =>
        Request("""{"ipv4":["v4"],"ipv6":["v4"]}""").Select().AssertFailure(Reason.DuplicatePool);
}
