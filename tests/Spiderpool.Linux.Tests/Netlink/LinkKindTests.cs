using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Tests.Netlink;

/// <summary>Bytes of IFLA_INFO_DATA for kinds that not every kernel has, after linux/if_link.h.</summary>
public sealed class LinkKindTests
{
    [Fact]
    public void Vlan_is_its_id_and_its_protocol_in_network_order()
    {
        var link = Sent(new VlanLink(4094));

        Assert.Equal(("vlan", 4094), (link.Kind, link.VlanId));
        Assert.Equal("06000100fe0f0000" + "0600050081000000", Convert.ToHexStringLower(link.KindData.Span));
        Assert.Null(link.MacvlanMode);
    }

    [Theory]
    [InlineData(IpvlanMode.L2, "0600010000000000")]
    [InlineData(IpvlanMode.L3, "0600010001000000")]
    [InlineData(IpvlanMode.L3S, "0600010002000000")]
    public void Ipvlan_is_its_mode(IpvlanMode mode, string expected)
    {
        var link = Sent(new IpvlanLink(mode));

        Assert.Equal("ipvlan", link.Kind);
        Assert.Equal(expected, Convert.ToHexStringLower(link.KindData.Span));
    }

    [Fact]
    public void Bond_is_its_mode_its_interval_and_further_options()
    {
        const ushort LacpRate = 21;
        var link = Sent(new BondLink(BondMode.Lacp)
        {
            MonitorInterval = TimeSpan.FromMilliseconds(250),
            Options = [new RawAttribute(LacpRate, new byte[] { 1 })],
        });

        Assert.Equal("bond", link.Kind);
        Assert.Equal("0500010004000000" + "08000300fa000000" + "0500150001000000", Convert.ToHexStringLower(link.KindData.Span));
    }

    [Fact]
    public void Loopback_and_links_without_a_name_for_their_hardware_have_neither()
    {
        var writer = new NetlinkWriter(stackalloc byte[512]);
        LinkWriter.Change(ref writer, 1, new LinkChange { Name = "lo" });
        var link = RoundTripTests.Read(ref writer, LinkParser.Parse);

        Assert.Equal((null, null, null, null, null),
            (link.Kind, link.DeviceName, link.DeviceBus, link.Alias, link.ParentNamespaceId));
    }

    [Fact]
    public void Hardware_is_read_as_its_bus_names_it()
    {
        var writer = new NetlinkWriter(stackalloc byte[512]);
        LinkWriter.Change(ref writer, 2, new LinkChange
        {
            Name = "ens1f0v3",
            Attributes = [new RawAttribute(56, "0000:3b:02.1\0"u8.ToArray()), new RawAttribute(57, "pci\0"u8.ToArray())],
        });
        var link = RoundTripTests.Read(ref writer, LinkParser.Parse);

        Assert.Equal(("0000:3b:02.1", "pci"), (link.DeviceName, link.DeviceBus));
    }

    private static Link Sent(LinkKind kind)
    {
        var writer = new NetlinkWriter(stackalloc byte[512]);
        LinkWriter.Create(ref writer, new LinkSpec { Name = "x", ParentIndex = 2 }, kind);
        return RoundTripTests.Read(ref writer, LinkParser.Parse);
    }
}
