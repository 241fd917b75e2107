using Spiderpool.Addressing;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class InterfaceResultTests
{
    private static readonly CniResult Chain = new()
    {
        Interfaces =
        [
            new() { Name = "eth0" },
            new() { Name = "eth0", Sandbox = "/run/netns/a" },
            new() { Name = "net1", Sandbox = "/run/netns/a" },
        ],
        Ips =
        [
            new(Prefix.Parse("192.0.2.1/24"), Interface: 0),
            new(Prefix.Parse("10.0.0.5/24"), Address.Parse("10.0.0.1"), Interface: 1),
            new(Prefix.Parse("10.1.0.5/24"), Address.Parse("10.1.0.1"), Interface: 2),
            new(Prefix.Parse("fd00::5/64")),
        ],
        Routes =
        [
            Route("0.0.0.0/0", null),
            Route("10.7.0.0/16", "10.1.0.9"),
            Route("10.8.0.0/16", "10.0.0.9"),
            Route("fd01::/64", null),
        ],
    };

    [Fact]
    public void Addresses_of_the_pods_interface_are_taken_and_those_of_no_interface() =>
        Assert.Equal([Prefix.Parse("10.0.0.5/24"), Prefix.Parse("fd00::5/64")], InterfaceResult.Of(Chain, "eth0").Addresses);

    [Fact]
    public void Routes_belong_to_the_interface_whose_subnet_has_the_gateway()
    {
        Assert.Equal([Route("0.0.0.0/0", "10.0.0.1"), Route("10.8.0.0/16", "10.0.0.9")], InterfaceResult.Of(Chain, "eth0").Routes);
        Assert.Equal([Route("0.0.0.0/0", "10.1.0.1"), Route("10.7.0.0/16", "10.1.0.9")], InterfaceResult.Of(Chain, "net1").Routes);
    }

    private static CniRoute Route(string destination, string? gateway) =>
        new() { Destination = Prefix.Parse(destination), Gateway = gateway is null ? null : Address.Parse(gateway) };
}
