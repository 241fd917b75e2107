using Spiderpool.Addressing;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Ipam;

/// <summary>Main plugins such as macvlan ask for addresses while the interface is down, and set them themselves.</summary>
public sealed class AnnounceWhenUpTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.7.0.2/24")]
    [InlineData("fd00:7::2/64")]
    public void Neighbours_learn_who_has_an_address_now_when_the_main_plugin_sets_it(string text)
    {
        var prefix = Prefix.Parse(text);
        var (node, neighbour) = fixture.CreatePair();
        node.AddLinkOrSkip(new LinkSpec { Name = "pod0", Kind = new MacvlanLink(MacvlanMode.Bridge), ParentIndex = node.IndexOf("eth0") });
        var (link, other) = (node.IndexOf("pod0"), neighbour.IndexOf("eth0"));
        neighbour.AddAddress("eth0", prefix.Family == IPFamily.IPv4 ? "10.7.0.1/24" : "fd00:7::1/64");
        neighbour.Netlink.ReplaceNeighbour(new NeighbourEntry(other, prefix.Address)
        {
            Mac = MacAddress.Parse("02:00:00:00:00:99"),
            State = NeighbourState.Reachable,
        });

        Probe(node, "pod0", prefix.Address);
        node.Netlink.AddAddress(new AddressEntry(link, prefix));
        node.Netlink.SetLinkUp(link);

        var mac = node.MacOf("pod0");
        Await.Condition(() => neighbour.Netlink.ListNeighbours(other, prefix.Family)
            .Any(entry => entry.Address == prefix.Address && entry.Mac == mac), "the neighbour still knows the earlier holder");
    }

    private static void Probe(TestNamespace netns, string link, Address address)
    {
        var environment = CniEnvironment.Parse(CniVerb.Add, CniVariables.Of("ADD").In(netns.Namespace.Path, link).Get);
        using var errors = new MemoryStream();
        using var log = new PluginLog(new PluginLogOptions { Path = "/dev/null" }, TimeProvider.System, errors);
        new LinkProbe(environment, log).Run(netns.Namespace, new ProbePlan([], [], [address]));
    }
}
