using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Sysctl;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Examples;

public sealed class ExampleTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void Pod_gets_an_interface_with_an_address_and_a_table_of_its_own()
    {
        var (host, pod) = (fixture.CreateWithLink(), fixture.Create());

        PodNetwork.GivePodAnInterface(host.Namespace.Path, pod.Namespace.Path);

        var net1 = pod.IpOne("address", "show", "dev", "net1");
        Assert.Contains("10.0.0.5", net1.GetProperty("addr_info").EnumerateArray()
            .Select(address => address.GetProperty("local").GetString()));
        Assert.Equal("10.0.0.1", pod.IpOne("route", "show", "table", "101").GetProperty("gateway").GetString());
        Assert.Equal("10.0.0.5", pod.IpOne("rule", "show", "table", "101").GetProperty("src").GetString());
    }

    [Fact]
    public void Address_is_made_sure_of_twice()
    {
        var test = fixture.CreateWithLink();
        var address = new AddressEntry(test.IndexOf("eth0"), Prefix.Parse("10.0.0.5/24"));

        PodNetwork.MakeSureOfAnAddress(test.Netlink, address);
        PodNetwork.MakeSureOfAnAddress(test.Netlink, address);

        Assert.Single(test.Netlink.ListAddresses(), entry => entry.Prefix == address.Prefix);
        Assert.Throws<NetlinkException>(() => PodNetwork.MakeSureOfAnAddress(test.Netlink, address with { LinkIndex = 77 }));
    }

    [Fact]
    public void Parameters_are_written()
    {
        var test = fixture.CreateWithLink();

        PodNetwork.AcceptAsymmetricPaths(test.Namespace, "eth0");

        var sysctl = new SysctlTree(test.Namespace);
        Assert.Equal("0", sysctl.Read(SysctlName.OfLink(IPFamily.IPv4, "eth0", "rp_filter")));
        Assert.Equal("32768\t60999", sysctl.Read(SysctlName.Parse("net.ipv4.ip_local_port_range")));
    }

    [Fact]
    public void Request_that_the_library_lacks_is_built_by_hand()
    {
        var test = fixture.CreateWithLink();

        AlternativeName.AddAlternativeName(test.Netlink, test.IndexOf("eth0"), "storage-network");

        Assert.Equal("eth0", test.Netlink.FindLink("storage-network")!.Name);
        var error = Assert.Throws<NetlinkException>(() => AlternativeName.AddAlternativeName(test.Netlink, 77, "x"));
        Assert.StartsWith("name link 77 x: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_are_taken_when_they_are_free_and_the_gateway_answers()
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", "10.0.0.1/24");
        Address[] mine = [Address.Parse("10.0.0.5"), Address.Parse("fd00::5")];

        Assert.Null(Take(mine, "10.0.0.1"));
        Assert.Equal("gateway 10.0.0.9 is unreachable", Take(mine, "10.0.0.9"));
        Assert.Equal($"10.0.0.1 is in use by {right.MacOf("eth0")}", Take([Address.Parse("10.0.0.1")], "10.0.0.1"));

        string? Take(Address[] addresses, string gateway) => AddressProbe.TakeAddresses(
            left.Namespace, "eth0", addresses, [new GatewayQuestion(Address.Parse(gateway), Address.Parse("10.0.0.5"))]);
    }
}
