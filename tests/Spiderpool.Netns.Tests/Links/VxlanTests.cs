using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class VxlanTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.9", "remote", "local")]
    [InlineData("fd00::1", "fd00::9", "remote6", "local6")]
    [InlineData("10.0.0.1", "239.1.1.1", "group", "local")]
    [InlineData("fd00::1", "ff05::9", "group6", "local6")]
    public void Tunnel_has_its_settings(string local, string remote, string remoteKey, string localKey)
    {
        var test = fixture.CreateWithLink();
        test.Netlink.AddLink(new LinkSpec
        {
            Name = "vx0",
            Mtu = 1400,
            Kind = new VxlanLink(0xABCDEF)
            {
                Port = 8472,
                Local = Address.Parse(local),
                Group = Address.Parse(remote),
                CarrierIndex = test.IndexOf("eth0"),
                Learning = false,
            },
        });

        Assert.Equal("vxlan", test.Netlink.GetLink("vx0").Kind);
        var data = test.IpOne("link", "show", "vx0").GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(0xABCDEF, data.GetProperty("id").GetInt32());
        Assert.Equal(8472, data.GetProperty("port").GetInt32());
        Assert.Equal(local, data.GetProperty(localKey).GetString());
        Assert.Equal(remote, data.GetProperty(remoteKey).GetString());
        Assert.Equal("eth0", data.GetProperty("link").GetString());
        Assert.False(data.GetProperty("learning").GetBoolean());
    }

    [Fact]
    public void Bare_tunnel_learns_on_the_port_of_the_standard()
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec { Name = "vx0", Kind = new VxlanLink(7) });

        var data = test.IpOne("link", "show", "vx0").GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(7, data.GetProperty("id").GetInt32());
        Assert.Equal(4789, data.GetProperty("port").GetInt32());
        Assert.True(data.GetProperty("learning").GetBoolean());
    }

    [Fact]
    public void Two_tunnels_of_one_id_do_not_fit_in_a_namespace()
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec { Name = "vx0", Kind = new VxlanLink(7) });

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.AddLink(new LinkSpec { Name = "vx1", Kind = new VxlanLink(7) }));

        Assert.Equal(Errno.EEXIST, error.Errno);
        Assert.Equal("add vxlan link vx1: EEXIST: A VXLAN device with the specified VNI already exists", error.Message);
    }
}
