using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Routes;

public sealed class MultipathTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.9.0.0/16", "10.0.0.253", "10.0.0.254")]
    [InlineData("fd09::/32", "fd00::fd", "fd00::fe")]
    public void Ways_keep_their_gateways_links_and_weights(string destination, string first, string second)
    {
        var test = fixture.CreateWithLink();
        var eth0 = test.IndexOf("eth0");
        var entry = new RouteEntry(Prefix.Parse(destination))
        {
            Table = 100,
            NextHops = [new NextHop(Address.Parse(first), eth0, Weight: 1),
                new NextHop(Address.Parse(second), eth0, Weight: 256)],
        };

        test.Netlink.AddRoute(entry);

        Assert.Equal(entry.NextHops, RouteTests.Single(test, entry.Destination, 100).NextHops.OrderBy(hop => hop.Weight));
        Assert.Equal([(first, "eth0", 1), (second, "eth0", 256)], Hops(test, destination).Order());
        Assert.True(test.Netlink.DeleteRoute(entry));
        Assert.Empty(test.Netlink.ListRoutes(entry.Destination.Family, 100));
    }

    [Fact]
    public void Appended_way_joins_the_others_of_an_ipv6_destination()
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse("fd09::/32"))
        {
            LinkIndex = test.IndexOf("eth0"),
            Gateway = Address.Parse("fd00::fd"),
            Table = 100,
        };
        test.Netlink.AddRoute(entry);

        test.Netlink.AppendRoute(entry with { Gateway = Address.Parse("fd00::fe") });

        Assert.Equal(["fd00::fd", "fd00::fe"],
            RouteTests.Single(test, entry.Destination, 100).NextHops.Select(hop => hop.Gateway.ToString()).Order());
        Assert.Equal(["fd00::fd", "fd00::fe"], Hops(test, "fd09::/32").Select(hop => hop.Gateway).Order());
    }

    [Fact]
    public void Way_over_an_ipv6_gateway_can_serve_an_ipv4_destination()
    {
        var test = fixture.CreateWithLink();
        var eth0 = test.IndexOf("eth0");
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16"))
        {
            NextHops = [new NextHop(Address.Parse("fd00::fe"), eth0), new NextHop(Address.Parse("10.0.0.254"), eth0, Weight: 2)],
        };

        test.Netlink.AddRoute(entry);

        Assert.Equal(entry.NextHops, RouteTests.Single(test, entry.Destination, RouteTable.Main).NextHops);
    }

    [Fact]
    public void Way_on_the_link_has_no_gateway()
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16"))
        {
            NextHops = [new NextHop(null, test.IndexOf("eth0")), new NextHop(null, test.IndexOf("peer0"))],
        };

        test.Netlink.AddRoute(entry);

        var found = RouteTests.Single(test, entry.Destination, RouteTable.Main);
        Assert.Equal(entry.NextHops, found.NextHops);
        Assert.Equal(RouteScope.Link, found.Scope);
        Assert.Equal(0, found.LinkIndex);
    }

    private static IEnumerable<(string Gateway, string Dev, int Weight)> Hops(TestNamespace test, string destination) =>
        RouteTests.Witness(test, Prefix.Parse(destination), "100").GetProperty("nexthops").EnumerateArray().Select(hop => (
            hop.GetProperty("gateway").GetString()!, hop.GetProperty("dev").GetString()!, hop.GetProperty("weight").GetInt32()));
}
