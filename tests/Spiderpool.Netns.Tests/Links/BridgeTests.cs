using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class BridgeTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Settings_of_a_bridge_reach_the_kernel(bool on)
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec
        {
            Name = "br0",
            Kind = new BridgeLink { SpanningTree = on, MulticastSnooping = on },
        });

        var data = test.IpOne("link", "show", "br0").GetProperty("linkinfo").GetProperty("info_data");
        var expected = on ? 1 : 0;
        Assert.Equal(expected, data.GetProperty("stp_state").GetInt32());
        Assert.Equal(expected, data.GetProperty("mcast_snooping").GetInt32());
    }

    [Fact]
    public void Vlan_filtering_reaches_the_kernel()
    {
        var test = fixture.Create();
        test.AddLinkOrSkip(new LinkSpec { Name = "br0", Kind = new BridgeLink { VlanFiltering = true } });

        var data = test.IpOne("link", "show", "br0").GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(1, data.GetProperty("vlan_filtering").GetInt32());
    }

    [Fact]
    public void Link_made_with_a_master_is_a_port_until_it_leaves()
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec { Name = "br0", Kind = new BridgeLink() });
        var bridge = test.IndexOf("br0");
        test.Netlink.AddLink(new LinkSpec { Name = "a", MasterIndex = bridge, Kind = new VethLink(new LinkSpec { Name = "b" }) });
        test.Netlink.ChangeLink(test.IndexOf("b"), new LinkChange { MasterIndex = bridge });

        Assert.Equal(["a", "b"], Ports(test).Order());
        Assert.Equal((bridge, bridge), (test.Netlink.GetLink("a").MasterIndex, test.Netlink.GetLink("b").MasterIndex));

        test.Netlink.ChangeLink(test.IndexOf("a"), new LinkChange { MasterIndex = 0 });

        Assert.Equal(["b"], Ports(test));
        Assert.Equal(0, test.Netlink.GetLink("a").MasterIndex);
    }

    [Fact]
    public void Deleted_bridge_leaves_its_ports()
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec { Name = "br0", Kind = new BridgeLink() });
        test.Netlink.AddLink(new LinkSpec
        {
            Name = "a",
            MasterIndex = test.IndexOf("br0"),
            Kind = new VethLink(new LinkSpec { Name = "b" }),
        });

        Assert.True(test.Netlink.DeleteLink(test.IndexOf("br0")));

        Assert.Equal(0, test.Netlink.GetLink("a").MasterIndex);
        Assert.False(test.IpOne("link", "show", "a").TryGetProperty("master", out _));
    }

    [Fact]
    public void Master_that_is_no_bridge_is_refused_by_name()
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.ChangeLink(test.IndexOf("peer0"), new LinkChange { MasterIndex = test.IndexOf("eth0") }));

        Assert.Equal(Errno.EOPNOTSUPP, error.Errno);
        Assert.StartsWith("change link peer0: EOPNOTSUPP: ", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Ports(TestNamespace test) =>
        test.Ip("link", "show", "master", "br0").EnumerateArray().Select(link => link.GetProperty("ifname").GetString());
}
