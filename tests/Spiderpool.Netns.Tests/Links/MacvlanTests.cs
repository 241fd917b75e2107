using System.Net;
using System.Net.Sockets;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class MacvlanTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:01:01");

    [Theory]
    [InlineData(MacvlanMode.Private, "private")]
    [InlineData(MacvlanMode.Vepa, "vepa")]
    [InlineData(MacvlanMode.Bridge, "bridge")]
    [InlineData(MacvlanMode.PassThrough, "passthru")]
    [InlineData(MacvlanMode.Source, "source")]
    public void Macvlan_has_its_mode(MacvlanMode mode, string name)
    {
        var test = fixture.CreateWithLink();
        test.Netlink.AddLink(new LinkSpec { Name = "net1", ParentIndex = test.IndexOf("eth0"), Kind = new MacvlanLink(mode) });

        var link = test.Netlink.GetLink("net1");
        Assert.Equal(("macvlan", mode, test.IndexOf("eth0"), null),
            (link.Kind, link.MacvlanMode, link.ParentIndex, link.ParentNamespaceId));
        Assert.Null(link.VlanId);
        var witness = test.IpOne("link", "show", "net1");
        Assert.Equal("eth0", witness.GetProperty("link").GetString());
        Assert.Equal(name, witness.GetProperty("linkinfo").GetProperty("info_data").GetProperty("mode").GetString());
    }

    [Fact]
    public void Macvlan_is_made_in_a_pod_from_the_hosts_socket()
    {
        var (host, pod) = (fixture.CreateWithLink(), fixture.Create());
        host.Netlink.AddLink(new LinkSpec
        {
            Name = "net1",
            Kind = new MacvlanLink(),
            ParentIndex = host.IndexOf("eth0"),
            Namespace = pod.Namespace,
            Mac = Mac,
            Mtu = 1400,
            TxQueueLength = 33,
            Up = true,
        });

        Assert.Null(host.Netlink.FindLink("net1"));
        AssertOnHostLink(host, pod);
        Assert.Equal(33, pod.IpOne("link", "show", "net1").GetProperty("txqlen").GetInt32());
    }

    [Fact]
    public void Macvlan_is_made_from_the_pods_socket_by_the_id_of_the_hosts_namespace()
    {
        var (host, pod) = (fixture.CreateWithLink(), fixture.Create());
        pod.Netlink.AddLink(new LinkSpec
        {
            Name = "net1",
            Kind = new MacvlanLink(),
            ParentIndex = host.IndexOf("eth0"),
            ParentNamespaceId = pod.Netlink.EnsureNamespaceId(host.Namespace),
            Mac = Mac,
            Mtu = 1400,
            Up = true,
        });

        Assert.Null(host.Netlink.FindLink("net1"));
        AssertOnHostLink(host, pod);
    }

    [Fact]
    public void Macvlans_of_two_pods_exchange_packets()
    {
        var host = fixture.CreateWithLink();
        var (one, two) = (Pod("10.0.0.11/24"), Pod("10.0.0.12/24"));
        using var receiver = two.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram);
        receiver.Bind(new IPEndPoint(IPAddress.Any, 0));
        receiver.ReceiveTimeout = 20_000;
        using var sender = one.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram);

        sender.SendTo("hello"u8, new IPEndPoint(IPAddress.Parse("10.0.0.12"), ((IPEndPoint)receiver.LocalEndPoint!).Port));

        var buffer = new byte[16];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal("hello"u8, buffer.AsSpan(0, receiver.ReceiveFrom(buffer, ref from)));
        Assert.Equal(IPAddress.Parse("10.0.0.11"), ((IPEndPoint)from).Address);

        TestNamespace Pod(string address)
        {
            var pod = fixture.Create();
            host.Netlink.AddLink(new LinkSpec
            {
                Name = "net1",
                Kind = new MacvlanLink(),
                ParentIndex = host.IndexOf("eth0"),
                Namespace = pod.Namespace,
                Up = true,
            });
            pod.AddAddress("net1", address);
            return pod;
        }
    }

    [Fact]
    public void Deleted_parent_takes_the_macvlan_of_a_pod_along()
    {
        var (host, pod) = (fixture.CreateWithLink(), fixture.Create());
        host.Netlink.AddLink(new LinkSpec
        {
            Name = "net1",
            Kind = new MacvlanLink(),
            ParentIndex = host.IndexOf("eth0"),
            Namespace = pod.Namespace,
        });

        host.Netlink.DeleteLink(host.IndexOf("eth0"));

        Assert.Null(pod.Netlink.FindLink("net1"));
    }

    [Fact]
    public void Macvlan_without_a_parent_is_refused()
    {
        var test = fixture.Create();

        var missing = Assert.Throws<NetlinkException>(() => test.Netlink.AddLink(
            new LinkSpec { Name = "net1", Kind = new MacvlanLink(), ParentIndex = 77 }));
        var none = Assert.Throws<NetlinkException>(() => test.Netlink.AddLink(
            new LinkSpec { Name = "net1", Kind = new MacvlanLink() }));

        Assert.Equal((Errno.ENODEV, true), (missing.Errno, missing.NotFound));
        Assert.StartsWith("add macvlan link net1: ENODEV: ", missing.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.EINVAL, none.Errno);
    }

    [Fact]
    public void Mode_that_does_not_exist_is_refused()
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddLink(
            new LinkSpec { Name = "net1", ParentIndex = test.IndexOf("eth0"), Kind = new MacvlanLink((MacvlanMode)3) }));

        Assert.Equal(Errno.EINVAL, error.Errno);
        Assert.Null(test.Netlink.FindLink("net1"));
    }

    private static void AssertOnHostLink(TestNamespace host, TestNamespace pod)
    {
        var link = pod.Netlink.GetLink("net1");
        Assert.Equal((MacvlanMode.Bridge, Mac, 1400, true), (link.MacvlanMode, link.Mac!.Value, link.Mtu, link.IsUp));
        Assert.Equal((host.IndexOf("eth0"), pod.Netlink.FindNamespaceId(host.Namespace)),
            (link.ParentIndex, link.ParentNamespaceId));
        var witness = pod.IpOne("link", "show", "net1");
        Assert.Equal(host.IndexOf("eth0"), witness.GetProperty("link_index").GetInt32());
        Assert.Equal(link.ParentNamespaceId, witness.GetProperty("link_netnsid").GetInt32());
        Assert.Equal(Mac.ToString(), witness.GetProperty("address").GetString());
        Assert.Equal(1400, witness.GetProperty("mtu").GetInt32());
        Assert.Contains("UP", witness.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }
}
