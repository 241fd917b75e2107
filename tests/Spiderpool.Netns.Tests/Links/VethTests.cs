using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class VethTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:0a");

    private static readonly MacAddress PeerMac = MacAddress.Parse("02:00:00:00:00:0b");

    [Fact]
    public void Pair_with_its_peer_in_another_namespace_has_the_settings_of_each_end()
    {
        var (host, pod) = (fixture.Create(), fixture.Create());
        host.Netlink.AddLink(new LinkSpec
        {
            Name = "veth1",
            Mac = Mac,
            Mtu = 1400,
            TxQueueLength = 77,
            Up = true,
            Kind = new VethLink(new LinkSpec
            {
                Name = "eth0",
                Namespace = pod.Namespace,
                Mac = PeerMac,
                Mtu = 1300,
                TxQueueLength = 55,
            }),
        });

        var (outer, inner) = (host.Netlink.GetLink("veth1"), pod.Netlink.GetLink("eth0"));
        Assert.Equal(("veth", Mac, 1400, 77, true), (outer.Kind, outer.Mac!.Value, outer.Mtu, outer.TxQueueLength, outer.IsUp));
        Assert.Equal(("veth", PeerMac, 1300, 55, false),
            (inner.Kind, inner.Mac!.Value, inner.Mtu, inner.TxQueueLength, inner.IsUp));
        Assert.Equal((inner.Index, host.Netlink.FindNamespaceId(pod.Namespace)), (outer.ParentIndex, outer.ParentNamespaceId));
        Assert.Equal((outer.Index, pod.Netlink.FindNamespaceId(host.Namespace)), (inner.ParentIndex, inner.ParentNamespaceId));

        var witness = host.IpOne("link", "show", "veth1");
        Assert.Equal("veth", witness.GetProperty("linkinfo").GetProperty("info_kind").GetString());
        Assert.Equal(1400, witness.GetProperty("mtu").GetInt32());
        Assert.Equal(77, witness.GetProperty("txqlen").GetInt32());
        Assert.Equal(Mac.ToString(), witness.GetProperty("address").GetString());
        Assert.Equal(outer.ParentNamespaceId, witness.GetProperty("link_netnsid").GetInt32());
        var peer = pod.IpOne("link", "show", "eth0");
        Assert.Equal(1300, peer.GetProperty("mtu").GetInt32());
        Assert.Equal(55, peer.GetProperty("txqlen").GetInt32());
        Assert.Equal(PeerMac.ToString(), peer.GetProperty("address").GetString());
    }

    [Fact]
    public void Pair_inside_one_namespace_names_its_peer_without_a_namespace()
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec { Name = "a", Kind = new VethLink(new LinkSpec { Name = "b" }) });

        var a = test.Netlink.GetLink("a");
        Assert.Equal(test.IndexOf("b"), a.ParentIndex);
        Assert.Null(a.ParentNamespaceId);
        Assert.Equal("b", test.IpOne("link", "show", "a").GetProperty("link").GetString());
    }

    [Fact]
    public void Delete_of_one_end_takes_the_other_along()
    {
        var (left, right) = fixture.CreatePair();

        Assert.True(left.Netlink.DeleteLink(left.IndexOf("eth0")));

        Assert.Null(right.Netlink.FindLink("eth0"));
        Assert.Equal(["lo"], right.Ip("link").EnumerateArray().Select(link => link.GetProperty("ifname").GetString()));
    }

    [Fact]
    public void Index_can_be_chosen_for_each_end()
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec
        {
            Name = "a",
            Index = 1001,
            Kind = new VethLink(new LinkSpec { Name = "b", Index = 1002 }),
        });

        Assert.Equal((1001, 1002), (test.IndexOf("a"), test.IndexOf("b")));
        Assert.Equal(1001, test.IpOne("link", "show", "a").GetProperty("ifindex").GetInt32());
    }

    [Fact]
    public void Taken_name_of_the_peer_makes_no_link_at_all()
    {
        var (host, pod) = (fixture.Create(), fixture.Create());
        pod.Netlink.AddLink(new LinkSpec { Name = "eth0", Kind = new BridgeLink() });

        var error = Assert.Throws<NetlinkException>(() => host.Netlink.AddLink(new LinkSpec
        {
            Name = "veth1",
            Kind = new VethLink(new LinkSpec { Name = "eth0", Namespace = pod.Namespace }),
        }));

        Assert.True(error.AlreadyExists);
        Assert.Equal("add veth link veth1: EEXIST: File exists", error.Message);
        Assert.Equal(["lo"], host.Netlink.ListLinks().Select(link => link.Name));
    }

    [Fact]
    public void Peer_that_shall_be_up_at_once_is_refused_before_the_kernel_is_asked()
    {
        var test = fixture.Create();

        var error = Assert.Throws<ArgumentException>(() => test.Netlink.AddLink(new LinkSpec
        {
            Name = "a",
            Kind = new VethLink(new LinkSpec { Name = "b", Up = true }),
        }));

        Assert.Contains("veth peer b", error.Message, StringComparison.Ordinal);
        Assert.Null(test.Netlink.FindLink("a"));
    }
}
