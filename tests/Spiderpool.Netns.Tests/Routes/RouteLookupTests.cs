using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Routes;

public sealed class RouteLookupTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.9.1.2", "10.0.0.254", "10.0.0.1")]
    [InlineData("fd09::2", "fd00::fe", "fd00::1")]
    public void Lookup_gives_gateway_link_and_source_as_ip_does(string destination, string gateway, string source)
    {
        var test = fixture.CreateWithLink();
        test.Execute("ip", "route", "add", "10.9.0.0/16", "via", "10.0.0.254");
        test.Execute("ip", "route", "add", "fd09::/32", "via", "fd00::fe");

        var route = test.Netlink.LookUpRoute(new RouteQuery(Address.Parse(destination)))!;

        Assert.Equal((Address.Parse(gateway), test.IndexOf("eth0"), Address.Parse(source), RouteTable.Main),
            (route.Gateway, route.LinkIndex, route.Source, route.Table));
        var witness = test.IpOne("route", "get", destination);
        Assert.Equal((gateway, "eth0", source), (
            witness.GetProperty("gateway").GetString(), witness.GetProperty("dev").GetString(),
            witness.GetProperty("prefsrc").GetString()));
    }

    [Fact]
    public void Rules_decide_by_source_and_mark()
    {
        var test = fixture.CreateWithLink();
        var eth0 = test.IndexOf("eth0");
        test.AddAddress("eth0", "10.0.0.2/32");
        test.Netlink.AddRoute(new RouteEntry(Prefix.Parse("0.0.0.0/0"))
        {
            Gateway = Address.Parse("10.0.0.253"),
            LinkIndex = eth0,
            Table = 101,
        });
        test.Netlink.AddRoute(new RouteEntry(Prefix.Parse("0.0.0.0/0"))
        {
            Gateway = Address.Parse("10.0.0.254"),
            LinkIndex = eth0,
            Table = 1000,
        });
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv4) { From = Prefix.Parse("10.0.0.2/32"), Table = 101 });
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv4) { Mark = 7, Table = 1000 });
        var query = new RouteQuery(Address.Parse("8.8.8.8"));

        Assert.Null(test.Netlink.LookUpRoute(query));
        Assert.Equal(101u, test.Netlink.LookUpRoute(query with { Source = Address.Parse("10.0.0.2") })!.Table);
        Assert.Equal((1000u, Address.Parse("10.0.0.254")), Found(query with { Mark = 7 }));

        (uint, Address?) Found(RouteQuery asked)
        {
            var route = test.Netlink.LookUpRoute(asked)!;
            return (route.Table, route.Gateway);
        }
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("2001:db8::1")]
    public void Destination_without_a_way_is_null(string destination) =>
        Assert.Null(fixture.CreateWithLink().Netlink.LookUpRoute(new RouteQuery(Address.Parse(destination))));

    [Fact]
    public void Source_that_is_not_ours_has_no_way() => Assert.Null(fixture.CreateWithLink().Netlink.LookUpRoute(
        new RouteQuery(Address.Parse("10.0.0.9")) { Source = Address.Parse("10.77.0.1") }));

    [Fact]
    public void Lookup_over_a_missing_link_is_refused()
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.LookUpRoute(
            new RouteQuery(Address.Parse("10.0.0.9")) { InputIndex = 77 }));

        Assert.Equal(Errno.ENODEV, error.Errno);
        Assert.StartsWith("look up the route to 10.0.0.9: ENODEV: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lookup_from_a_link_tells_how_a_packet_is_forwarded()
    {
        var test = fixture.CreateWithLink();
        test.Execute("ip", "route", "add", "10.9.0.0/16", "via", "10.0.0.254");
        test.Execute("sysctl", "-qw", "net.ipv4.conf.all.forwarding=1", "net.ipv4.conf.all.rp_filter=0",
            "net.ipv4.conf.peer0.rp_filter=0");

        var route = test.Netlink.LookUpRoute(new RouteQuery(Address.Parse("10.9.1.1"))
        {
            Source = Address.Parse("10.5.5.5"),
            InputIndex = test.IndexOf("peer0"),
        })!;

        Assert.Equal(Address.Parse("10.0.0.254"), route.Gateway);
    }
}
