using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Routes;

public sealed class RouteTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.9.0.0/16", "10.0.0.254")]
    [InlineData("10.9.0.1/32", "10.0.0.254")]
    [InlineData("0.0.0.0/0", "10.0.0.254")]
    [InlineData("fd09::/32", "fd00::fe")]
    [InlineData("fd09::1/128", "fd00::fe")]
    [InlineData("::/0", "fd00::fe")]
    public void Route_by_a_gateway_is_there_until_it_is_deleted(string destination, string gateway)
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse(destination))
        {
            Gateway = Address.Parse(gateway),
            LinkIndex = test.IndexOf("eth0"),
        };

        test.Netlink.AddRoute(entry);

        var found = Single(test, entry.Destination, RouteTable.Main);
        Assert.Equal((entry.Gateway, entry.LinkIndex, RouteTable.Main, RouteScope.Universe, RouteKind.Unicast,
            RouteProtocol.Boot),
            (found.Gateway, found.LinkIndex, found.Table, found.Scope, found.Kind, found.Protocol));
        var witness = Witness(test, entry.Destination, "main");
        Assert.Equal(gateway, witness.GetProperty("gateway").GetString());
        Assert.Equal("eth0", witness.GetProperty("dev").GetString());
        Assert.Equal("boot", witness.GetProperty("protocol").GetString());
        Assert.Equal("global", witness.GetProperty("scope").GetString());

        Assert.True(test.Netlink.DeleteRoute(entry));
        Assert.False(test.Netlink.DeleteRoute(entry));
        Assert.DoesNotContain(test.Netlink.ListRoutes(entry.Destination.Family), route => route.Destination == entry.Destination);
    }

    [Theory]
    [InlineData("10.9.0.0/16", "link", RouteScope.Link)]
    [InlineData("fd09::/32", "global", RouteScope.Universe)]
    public void Route_without_a_gateway_is_on_the_link(string destination, string scope, RouteScope expected)
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse(destination)) { LinkIndex = test.IndexOf("eth0") };

        test.Netlink.AddRoute(entry);

        Assert.Equal(expected, Single(test, entry.Destination, RouteTable.Main).Scope);
        Assert.Equal(scope, Witness(test, entry.Destination, "main").GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("10.9.0.0/16", "10.0.0.1", 100)]
    [InlineData("10.9.0.0/16", "10.0.0.1", 100_000)]
    [InlineData("fd09::/32", "fd00::1", 100)]
    [InlineData("fd09::/32", "fd00::1", 4_000_000_000)]
    public void All_settings_of_a_route_reach_its_table(string destination, string source, uint table)
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse(destination))
        {
            LinkIndex = test.IndexOf("eth0"),
            Source = Address.Parse(source),
            Table = table,
            Priority = 77,
            Mtu = 1350,
            Protocol = RouteProtocol.Static,
        };

        test.Netlink.AddRoute(entry);

        var found = Single(test, entry.Destination, table);
        Assert.Equal((entry.Source, table, 77u, 1350u, RouteProtocol.Static),
            (found.Source, found.Table, found.Priority, found.Mtu, found.Protocol));
        var witness = Witness(test, entry.Destination, $"{table}");
        Assert.Equal(source, witness.GetProperty("prefsrc").GetString());
        Assert.Equal(77, witness.GetProperty("metric").GetInt32());
        Assert.Equal("static", witness.GetProperty("protocol").GetString());
        Assert.Equal(1350, witness.GetProperty("metrics")[0].GetProperty("mtu").GetInt32());
        Assert.DoesNotContain(test.Netlink.ListRoutes(entry.Destination.Family, RouteTable.Main),
            route => route.Destination == entry.Destination);
        Assert.True(test.Netlink.DeleteRoute(found));
        Assert.Empty(test.Netlink.ListRoutes(entry.Destination.Family, table));
    }

    [Theory]
    [InlineData("0.0.0.0/0", "192.168.7.1")]
    [InlineData("::/0", "fd77::1")]
    public void Gateway_outside_each_subnet_needs_the_onlink_flag(string destination, string gateway)
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse(destination))
        {
            Gateway = Address.Parse(gateway),
            LinkIndex = test.IndexOf("eth0"),
            Table = 100,
        };
        Assert.Throws<NetlinkException>(() => test.Netlink.AddRoute(entry));

        test.Netlink.AddRoute(entry with { Flags = RouteFlags.OnLink });

        Assert.True(Single(test, entry.Destination, 100).Flags.HasFlag(RouteFlags.OnLink));
        var witness = Witness(test, entry.Destination, "100");
        Assert.Equal(gateway, witness.GetProperty("gateway").GetString());
        Assert.Contains("onlink", witness.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }

    [Theory]
    [InlineData("10.9.0.0/16", RouteKind.Blackhole)]
    [InlineData("10.9.0.0/16", RouteKind.Unreachable)]
    [InlineData("10.9.0.0/16", RouteKind.Prohibit)]
    [InlineData("10.9.0.0/16", RouteKind.Throw)]
    [InlineData("fd09::/32", RouteKind.Blackhole)]
    [InlineData("fd09::/32", RouteKind.Unreachable)]
    [InlineData("fd09::/32", RouteKind.Prohibit)]
    public void Route_that_ends_packets_needs_no_link(string destination, RouteKind kind)
    {
        var test = fixture.Create();
        test.Netlink.SetLinkUp(1);
        var entry = new RouteEntry(Prefix.Parse(destination)) { Kind = kind, Table = 100 };

        test.Netlink.AddRoute(entry);

        Assert.Equal(kind, Single(test, entry.Destination, 100).Kind);
        Assert.Equal(kind.ToString().ToLowerInvariant(), Witness(test, entry.Destination, "100").GetProperty("type").GetString());
        Assert.True(test.Netlink.DeleteRoute(entry));
        Assert.Empty(test.Netlink.ListRoutes(entry.Destination.Family, 100));
    }

    [Fact]
    public void Local_route_makes_a_whole_subnet_ours()
    {
        var test = fixture.Create();
        test.Netlink.SetLinkUp(1);
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16"))
        {
            Kind = RouteKind.Local,
            LinkIndex = 1,
            Table = RouteTable.Local,
        };

        test.Netlink.AddRoute(entry);

        var witness = Witness(test, entry.Destination, "local");
        Assert.Equal(("local", "host"), (witness.GetProperty("type").GetString(), witness.GetProperty("scope").GetString()));
        Assert.Equal(RouteKind.Local, test.Netlink.LookUpRoute(new RouteQuery(Address.Parse("10.9.1.2")))!.Kind);
    }

    [Fact]
    public void Route_of_one_family_can_have_a_gateway_of_the_other()
    {
        var test = fixture.CreateWithLink();
        var entry = new RouteEntry(Prefix.Parse("10.9.0.0/16"))
        {
            Gateway = Address.Parse("fd00::fe"),
            LinkIndex = test.IndexOf("eth0"),
        };

        test.Netlink.AddRoute(entry);

        Assert.Equal(entry.Gateway, Single(test, entry.Destination, RouteTable.Main).Gateway);
        var via = Witness(test, entry.Destination, "main").GetProperty("via");
        Assert.Equal(("inet6", "fd00::fe"), (via.GetProperty("family").GetString(), via.GetProperty("host").GetString()));
        Assert.True(test.Netlink.DeleteRoute(entry));
    }

    [Fact]
    public void Host_bits_of_the_destination_are_cut_off()
    {
        var test = fixture.CreateWithLink();

        test.Netlink.AddRoute(new RouteEntry(Prefix.Parse("10.9.7.7/16")) { LinkIndex = test.IndexOf("eth0") });

        Assert.Equal("10.9.0.0/16", Witness(test, Prefix.Parse("10.9.0.0/16"), "main").GetProperty("dst").GetString());
    }

    internal static RouteEntry Single(TestNamespace test, Prefix destination, uint table) =>
        Assert.Single(test.Netlink.ListRoutes(destination.Family, table), route => route.Destination == destination);

    internal static JsonElement Witness(TestNamespace test, Prefix destination, string table) => test.IpOne(
        destination.Family == IPFamily.IPv4 ? "-4" : "-6", "route", "show", "exact",
        destination.Length == 0 ? "default" : destination.ToString(), "table", table);
}
