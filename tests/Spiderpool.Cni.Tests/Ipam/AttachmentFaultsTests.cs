using Spiderpool.Addressing;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class AttachmentFaultsTests
{
    private static readonly PodArguments Pod = new("cart-0", "shop", "6f1a");

    private static readonly Prefix V4 = Prefix.Parse("10.0.0.5/24"), V6 = Prefix.Parse("fd00::5/64");

    private static readonly WorkloadEndpointStatus Endpoint = new()
    {
        PodUID = "6f1a",
        Interfaces =
        [
            new() { Interface = "net1", Ipv4 = "10.9.0.1/24" },
            new() { Interface = "eth0", Ipv4 = "10.0.0.5/24", Ipv6 = "fd00::5/64" },
        ],
    };

    private static readonly CniRoute Default = new() { Destination = Prefix.Parse("0.0.0.0/0"), Gateway = Address.Parse("10.0.0.1") };

    private static readonly InterfaceResult Previous = new([V4, V6], [Default]);

    private static readonly LinkState Link = new(
        IsUp: true,
        [new AddressEntry(2, V6), new AddressEntry(2, V4)],
        [new RouteEntry(Prefix.Parse("0.0.0.0/0")) { Gateway = Address.Parse("10.0.0.1"), LinkIndex = 2, Table = 101 }]);

    [Fact]
    public void Nothing_differs() => Assert.Empty(Find(Endpoint, Previous, Link));

    [Fact]
    public void All_differences_are_found_at_once() => Assert.Equal(
        [
            "the record belongs to pod UID 77, not 6f1a",
            "the record has \"x\" for an address",
            "10.0.0.6/24 is on record and not in prevResult",
            "10.0.0.5/24 is in prevResult and not on record",
            "fd00::5/64 is in prevResult and not on record",
            "the interface is down",
            "10.0.0.6/24 is not on the interface",
            "the route to 0.0.0.0/0 via 10.0.0.1 is not in the namespace",
        ],
        Find(
            Endpoint with { PodUID = "77", Interfaces = [new() { Interface = "eth0", Ipv4 = "10.0.0.6/24", Ipv6 = "x" }] },
            Previous,
            new LinkState(IsUp: false, [new AddressEntry(2, V4)], [])));

    [Fact]
    public void A_missing_interface_is_named_once() =>
        Assert.Equal(["there is no such interface in the namespace"], Find(Endpoint, Previous, link: null));

    [Fact]
    public void An_empty_record_is_named() => Assert.Equal(
        ["no address is on record"], Find(new() { PodUID = "6f1a" }, new InterfaceResult([], []), Link));

    [Fact]
    public void Without_a_UID_from_the_runtime_the_records_UID_is_not_compared() =>
        Assert.Empty(new AttachmentFaults(Pod with { Uid = "" }, "eth0").Find(Endpoint, Previous, Link));

    [Fact]
    public void An_address_that_the_kernel_found_twice_on_the_network_is_named() => Assert.Equal(
        ["another host has fd00::5/64 (duplicate address detection)"],
        Find(Endpoint, Previous, Link with
        {
            Addresses = [new AddressEntry(2, V4), new AddressEntry(2, V6) { Flags = AddressFlags.DadFailed | AddressFlags.Tentative }],
        }));

    [Fact]
    public void A_way_of_a_multipath_route_counts() => Assert.Empty(Find(Endpoint, Previous, Link with
    {
        Routes = [new RouteEntry(Default.Destination) { NextHops = [new(Address.Parse("10.8.0.1"), 3), new(Default.Gateway, 2)] }],
    }));

    [Theory]
    [InlineData("0.0.0.0/0", "10.0.0.2")]
    [InlineData("10.0.0.0/8", "10.0.0.1")]
    public void Another_route_does_not_count(string destination, string gateway) => Assert.Equal(
        ["the route to 0.0.0.0/0 via 10.0.0.1 is not in the namespace"],
        Find(Endpoint, Previous, Link with { Routes = [new RouteEntry(Prefix.Parse(destination)) { Gateway = Address.Parse(gateway) }] }));

    private static IReadOnlyList<string> Find(WorkloadEndpointStatus endpoint, InterfaceResult previous, LinkState? link) =>
        new AttachmentFaults(Pod, "eth0").Find(endpoint, previous, link);
}
