using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Routes;

public sealed class RouteChangeTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.9.0.0/16", "10.0.0.253", "10.0.0.254")]
    [InlineData("fd09::/32", "fd00::fd", "fd00::fe")]
    public void Replace_makes_or_changes_and_is_idempotent(string destination, string first, string second)
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse(destination))
        {
            Gateway = Address.Parse(first),
            LinkIndex = test.IndexOf("eth0"),
            Table = 100,
        };

        test.Netlink.ReplaceRoute(entry);
        test.Netlink.ReplaceRoute(entry);
        Assert.Equal(first, RouteTests.Witness(test, entry.Destination, "100").GetProperty("gateway").GetString());

        test.Netlink.ReplaceRoute(entry with { Gateway = Address.Parse(second) });

        Assert.Equal(second, RouteTests.Witness(test, entry.Destination, "100").GetProperty("gateway").GetString());
        Assert.Equal(Address.Parse(second), RouteTests.Single(test, entry.Destination, 100).Gateway);
    }

    [Fact]
    public void Equal_destinations_with_other_metrics_are_other_routes()
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16")) { LinkIndex = test.IndexOf("eth0"), Table = 100, Priority = 10 };
        test.Netlink.AddRoute(entry);
        test.Netlink.AddRoute(entry with { Priority = 20 });

        Assert.Equal([10u, 20u], test.Netlink.ListRoutes(IPFamily.IPv4, 100).Select(route => route.Priority));
        Assert.True(test.Netlink.DeleteRoute(entry with { Priority = 20 }));
        Assert.Equal([10u], test.Netlink.ListRoutes(IPFamily.IPv4, 100).Select(route => route.Priority));
    }

    [Fact]
    public void Delete_takes_only_a_route_that_has_all_that_it_says()
    {
        var test = fixture.CreateWithLink();
        test.Execute("ip", "route", "add", "10.9.0.0/16", "via", "10.0.0.254", "proto", "static");
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16")) { Protocol = RouteProtocol.Static };

        Assert.False(test.Netlink.DeleteRoute(entry with { Protocol = RouteProtocol.Boot }));
        Assert.False(test.Netlink.DeleteRoute(entry with { Gateway = Address.Parse("10.0.0.253") }));
        Assert.False(test.Netlink.DeleteRoute(entry with { Kind = RouteKind.Blackhole }));
        Assert.False(test.Netlink.DeleteRoute(entry with { LinkIndex = test.IndexOf("peer0") }));
        Assert.False(test.Netlink.DeleteRoute(entry with { Table = 100 }));
        Assert.True(test.Netlink.DeleteRoute(entry));
    }

    [Theory]
    [InlineData("10.9.0.0/16", "10.0.0.254")]
    [InlineData("fd09::/32", "fd00::fe")]
    public void Delete_takes_any_kind_and_protocol_that_it_leaves_unspecified(string destination, string gateway)
    {
        var test = fixture.CreateWithLink();
        test.Execute("ip", "route", "add", destination, "via", gateway, "proto", "static", "metric", "5");

        Assert.True(test.Netlink.DeleteRoute(new RouteEntry(Prefix.Parse(destination))
        {
            Protocol = RouteProtocol.Unspecified,
            Kind = RouteKind.Unspecified,
        }));
    }

    [Fact]
    public void Every_listed_route_of_a_namespace_can_be_deleted_as_it_was_listed()
    {
        var test = fixture.CreateWithLink();
        test.Execute("ip", "route", "add", "10.9.0.0/16", "via", "10.0.0.254", "proto", "static", "metric", "5", "mtu", "1300");
        test.Execute("ip", "route", "add", "blackhole", "10.8.0.0/16", "table", "9999");
        test.Execute("ip", "-6", "route", "add", "fd09::/32", "nexthop", "via", "fd00::fd", "nexthop", "via", "fd00::fe",
            "weight", "9");

        foreach (var family in (IPFamily[])[IPFamily.IPv4, IPFamily.IPv6])
        {
            foreach (var route in test.Netlink.ListRoutes(family)) Assert.True(test.Netlink.DeleteRoute(route), route.ToString());
            Assert.Empty(test.Netlink.ListRoutes(family));
        }
        Assert.Equal(0, test.Ip("-4", "route", "show", "table", "all").GetArrayLength());
        Assert.Equal(0, test.Ip("-6", "route", "show", "table", "all").GetArrayLength());
    }

    [Fact]
    public void Second_add_of_a_route_names_it()
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16"))
        {
            Gateway = Address.Parse("10.0.0.254"),
            LinkIndex = test.IndexOf("eth0"),
            Priority = 7,
        };
        test.Netlink.AddRoute(entry);

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddRoute(entry));

        Assert.True(error.AlreadyExists);
        Assert.Equal("add route 10.9.0.0/16 via 10.0.0.254 metric 7 table 254 dev eth0: EEXIST: File exists", error.Message);
    }

    [Theory]
    [InlineData("10.9.0.0/16", "10.77.0.1",
        "10.9.0.0/16 via 10.77.0.1 table 100 dev eth0: ENETUNREACH: Nexthop has invalid gateway")]
    [InlineData("0.0.0.0/0", "10.77.0.1",
        "default (IPv4) via 10.77.0.1 table 100 dev eth0: ENETUNREACH: Nexthop has invalid gateway")]
    [InlineData("fd09::/32", "fd00::1", "fd09::/32 via fd00::1 table 100 dev eth0: EINVAL: Gateway can not be a local address")]
    public void Refused_route_shows_the_kernels_own_words(string destination, string gateway, string expected)
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddRoute(new RouteEntry(Prefix.Parse(destination))
        {
            Gateway = Address.Parse(gateway),
            LinkIndex = test.IndexOf("eth0"),
            Table = 100,
        }));

        Assert.Equal("add route " + expected, error.Message);
    }

    [Fact]
    public void Route_over_a_missing_link_is_refused()
    {
        var test = fixture.Create();

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.AddRoute(new RouteEntry(Prefix.Parse("10.9.0.0/16")) { LinkIndex = 77 }));

        Assert.Equal(Errno.ENODEV, error.Errno);
        Assert.StartsWith("add route 10.9.0.0/16 table 254 dev link 77: ENODEV: ", error.Message, StringComparison.Ordinal);
    }
}
