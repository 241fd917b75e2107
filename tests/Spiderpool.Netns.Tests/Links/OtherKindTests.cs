using System.Text.Json;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class OtherKindTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private const ushort BridgeAgeingTime = 4;

    [Fact]
    public void Kind_without_a_type_of_its_own_takes_raw_attributes()
    {
        var test = fixture.Create();
        var ageing = new RawAttribute(BridgeAgeingTime, BitConverter.GetBytes(12300u));
        test.Netlink.AddLink(new LinkSpec { Name = "br0", Kind = new SimpleLink("bridge", [ageing]) });

        Assert.Equal(12300, InfoData(test, "br0").GetProperty("ageing_time").GetInt32());
        Assert.True(test.Netlink.GetLink("br0").TryGetKindData(BridgeAgeingTime, out uint read));
        Assert.Equal(12300u, read);
    }

    [Fact]
    public void Many_raw_attributes_outgrow_the_first_buffer()
    {
        var test = fixture.Create();
        var noise = Enumerable.Range(0, 200)
            .Select(i => new RawAttribute(BridgeAgeingTime, BitConverter.GetBytes((uint)(i + 1) * 100)));
        test.Netlink.AddLink(new LinkSpec { Name = "br0", Kind = new SimpleLink("bridge", [.. noise]) });

        // Of equal attributes the kernel takes the last.
        Assert.Equal(20000, InfoData(test, "br0").GetProperty("ageing_time").GetInt32());
    }

    [Fact]
    public void Raw_attribute_of_the_link_itself_is_sent()
    {
        const ushort Group = 27;
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec
        {
            Name = "ifb7",
            Kind = SimpleLink.Ifb,
            Attributes = [new RawAttribute(Group, BitConverter.GetBytes(42u))],
        });

        Assert.Equal("42", test.IpOne("link", "show", "ifb7").GetProperty("group").GetString());
        Assert.Equal("ifb", test.Netlink.GetLink("ifb7").Kind);
    }

    [Fact]
    public void Unknown_kind_is_refused_by_name()
    {
        var test = fixture.Create();

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.AddLink(new LinkSpec { Name = "x", Kind = new SimpleLink("nosuch") }));

        Assert.Equal(Errno.EOPNOTSUPP, error.Errno);
        Assert.Equal("add nosuch link x: EOPNOTSUPP: Unknown device type", error.Message);
    }

    [Fact]
    public void Link_without_a_kind_is_refused_before_the_kernel_is_asked() =>
        Assert.Throws<ArgumentException>(() => fixture.Create().Netlink.AddLink(new LinkSpec { Name = "x" }));

    [Fact]
    public void Dummy_is_made()
    {
        var test = fixture.Create();
        test.AddLinkOrSkip(new LinkSpec { Name = "d0", Kind = SimpleLink.Dummy });

        Assert.Equal("dummy", test.IpOne("link", "show", "d0").GetProperty("linkinfo").GetProperty("info_kind").GetString());
    }

    [Fact]
    public void Vlan_has_its_id_and_protocol()
    {
        var test = fixture.CreateWithLink();
        test.AddLinkOrSkip(new LinkSpec { Name = "eth0.100", ParentIndex = test.IndexOf("eth0"), Kind = new VlanLink(100) });

        Assert.Equal(100, test.Netlink.GetLink("eth0.100").VlanId);
        Assert.Equal(100, InfoData(test, "eth0.100").GetProperty("id").GetInt32());
        Assert.Equal("802.1Q", InfoData(test, "eth0.100").GetProperty("protocol").GetString());
    }

    [Theory]
    [InlineData(IpvlanMode.L2, "l2")]
    [InlineData(IpvlanMode.L3, "l3")]
    [InlineData(IpvlanMode.L3S, "l3s")]
    public void Ipvlan_has_its_mode(IpvlanMode mode, string name)
    {
        var test = fixture.CreateWithLink();
        test.AddLinkOrSkip(new LinkSpec { Name = "ipvl0", ParentIndex = test.IndexOf("eth0"), Kind = new IpvlanLink(mode) });

        Assert.Equal(name, InfoData(test, "ipvl0").GetProperty("mode").GetString());
    }

    [Theory]
    [InlineData(BondMode.ActiveBackup, "active-backup")]
    [InlineData(BondMode.Lacp, "802.3ad")]
    public void Bond_has_its_mode_and_ports(BondMode mode, string name)
    {
        var test = fixture.Create();
        test.AddLinkOrSkip(new LinkSpec
        {
            Name = "bond7",
            Kind = new BondLink(mode) { MonitorInterval = TimeSpan.FromMilliseconds(250) },
        });
        test.Netlink.AddLink(new LinkSpec { Name = "a", Kind = new VethLink(new LinkSpec { Name = "b" }) });
        test.Netlink.ChangeLink(test.IndexOf("a"), new LinkChange { MasterIndex = test.IndexOf("bond7") });

        Assert.Equal(name, InfoData(test, "bond7").GetProperty("mode").GetString());
        Assert.Equal(250, InfoData(test, "bond7").GetProperty("miimon").GetInt32());
        Assert.Equal(test.IndexOf("bond7"), test.Netlink.GetLink("a").MasterIndex);
    }

    private static JsonElement InfoData(TestNamespace test, string link) =>
        test.IpOne("link", "show", link).GetProperty("linkinfo").GetProperty("info_data");
}
