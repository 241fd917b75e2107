using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class InterfaceAllocationTests
{
    private static readonly PodArguments Pod = new("cart-0", "shop", "6f1a");

    private static readonly IpamAddResponse Response = new()
    {
        Ips =
        [
            new() { Version = 4, Address = "10.0.0.5/24", Nic = "eth0", Gateway = "10.0.0.1", EnableIPConflictDetection = true },
            new() { Version = 6, Address = "fd00::5/64", Nic = "eth0", EnableGatewayDetection = true },
            new() { Version = 4, Address = "10.1.0.5/24", Nic = "net1", Gateway = "10.1.0.1" },
        ],
        Routes =
        [
            new() { IfName = "eth0", Dst = "0.0.0.0/0", Gw = "10.0.0.1" },
            new() { IfName = "net1", Dst = "10.9.0.0/16", Gw = "10.1.0.1" },
        ],
        Dns = new() { Domain = "d", Search = ["s"] },
    };

    [Fact]
    public void Only_what_belongs_to_the_interface_is_taken()
    {
        var allocation = InterfaceAllocation.Of(Response, "eth0", Pod);

        Assert.Equal(
            [
                new(Prefix.Parse("10.0.0.5/24"), Address.Parse("10.0.0.1"), DetectConflict: true, DetectGateway: false),
                new(Prefix.Parse("fd00::5/64"), null, DetectConflict: false, DetectGateway: true),
            ],
            allocation.Addresses);
        var result = allocation.ToResult();
        Assert.Equal([new(Prefix.Parse("10.0.0.5/24"), Address.Parse("10.0.0.1")), new(Prefix.Parse("fd00::5/64"))], result.Ips);
        Assert.Equal([new() { Destination = Prefix.Parse("0.0.0.0/0"), Gateway = Address.Parse("10.0.0.1") }], result.Routes);
        Assert.Equal(("d", "s"), (result.Dns.Domain, result.Dns.Search[0]));
        Assert.Empty(result.Interfaces);
    }

    [Fact]
    public void An_interface_without_address_fails_and_names_those_that_have_one()
    {
        var failure = Assert.Throws<ReasonException>(() => InterfaceAllocation.Of(Response, "net2", Pod));

        Assert.Same(Reason.NoAddressForInterface, failure.Reason);
        Assert.Equal(
            "no IP found for interface net2 of pod shop/cart-0: the allocation has addresses for [eth0, net1]", failure.Detail);
    }

    [Theory]
    [InlineData("10.0.0.5", "", "ips[].address \"10.0.0.5\", want an address with prefix length")]
    [InlineData("", "", "ips[].address \"\", want an address with prefix length")]
    [InlineData("10.0.0.5/24", "gw", "ips[].gateway \"gw\", want an IPv4 address")]
    [InlineData("10.0.0.5/24", "fd00::1", "ips[].gateway \"fd00::1\", want an IPv4 address")]
    [InlineData("fd00::5/64", "10.0.0.1", "ips[].gateway \"10.0.0.1\", want an IPv6 address")]
    public void An_address_that_makes_no_sense_is_refused(string address, string gateway, string fault) =>
        Refuses(new() { Ips = [new() { Nic = "eth0", Address = address, Gateway = gateway }] }, fault);

    [Theory]
    [InlineData("default", "10.0.0.1", "routes[].dst \"default\", want a network in CIDR notation")]
    [InlineData("10.0.0.0/8", "::1", "routes[].gw \"::1\", want an IPv4 address")]
    public void A_route_that_makes_no_sense_is_refused(string destination, string gateway, string fault) => Refuses(
        new()
        {
            Ips = [new() { Nic = "eth0", Address = "10.0.0.5/24" }],
            Routes = [new() { IfName = "eth0", Dst = destination, Gw = gateway }],
        },
        fault);

    private static void Refuses(IpamAddResponse response, string fault)
    {
        var failure = Assert.Throws<ReasonException>(() => InterfaceAllocation.Of(response, "eth0", Pod));

        Assert.Same(Reason.Internal, failure.Reason);
        Assert.Equal($"the agent's answer has {fault}", failure.Detail);
    }
}
