using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Neighbours;

public sealed class NeighbourTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:03:03");

    private static readonly MacAddress OtherMac = MacAddress.Parse("02:00:00:00:04:04");

    [Theory]
    [InlineData("10.0.0.9")]
    [InlineData("fd00::9")]
    public void Permanent_neighbour_is_there_until_it_is_deleted(string text)
    {
        var test = fixture.CreateWithLink();
        var entry = new NeighbourEntry(test.IndexOf("eth0"), Address.Parse(text)) { Mac = Mac };

        test.Netlink.AddNeighbour(entry);

        Assert.Equal(entry, Single(test, entry.Address));
        var witness = Witness(test, text)!.Value;
        Assert.Equal((Mac.ToString(), "eth0"),
            (witness.GetProperty("lladdr").GetString(), witness.GetProperty("dev").GetString()));
        Assert.Equal("PERMANENT", witness.GetProperty("state")[0].GetString());
        Assert.True(test.Netlink.DeleteNeighbour(entry));
        Assert.False(Listed(test, entry.Address));
    }

    [Theory]
    [InlineData("10.0.0.9")]
    [InlineData("fd00::9")]
    public void Replace_makes_or_changes_a_neighbour(string text)
    {
        var test = fixture.CreateWithLink();
        var entry = new NeighbourEntry(test.IndexOf("eth0"), Address.Parse(text)) { Mac = Mac, State = NeighbourState.Stale };

        test.Netlink.ReplaceNeighbour(entry);
        Assert.Equal((Mac, NeighbourState.Stale), (Single(test, entry.Address).Mac!.Value, Single(test, entry.Address).State));
        test.Netlink.ReplaceNeighbour(entry with { Mac = OtherMac, State = NeighbourState.Permanent });

        Assert.Equal(OtherMac, Single(test, entry.Address).Mac);
        Assert.Equal(OtherMac.ToString(), Witness(test, text)!.Value.GetProperty("lladdr").GetString());
        Assert.Equal("PERMANENT", Witness(test, text)!.Value.GetProperty("state")[0].GetString());
    }

    [Theory]
    [InlineData("10.0.0.77")]
    [InlineData("fd00::77")]
    public void Proxy_is_listed_with_the_proxies_only(string text)
    {
        var test = fixture.CreateWithLink();
        var entry = new NeighbourEntry(test.IndexOf("eth0"), Address.Parse(text)) { Proxy = true };

        test.Netlink.AddNeighbour(entry);

        var found = Assert.Single(test.Netlink.ListNeighbours(proxies: true));
        Assert.Equal((entry.Address, entry.LinkIndex, true, null), (found.Address, found.LinkIndex, found.Proxy, found.Mac));
        Assert.False(Listed(test, entry.Address));
        Assert.Equal([text], test.Ip("neigh", "show", "proxy").EnumerateArray().Select(e => e.GetProperty("dst").GetString()));
        Assert.Empty(test.Netlink.ListNeighbours(test.IndexOf("peer0"), proxies: true));
        Assert.True(test.Netlink.DeleteNeighbour(found));
        Assert.False(test.Netlink.DeleteNeighbour(found));
        Assert.Empty(test.Netlink.ListNeighbours(proxies: true));
    }

    [Fact]
    public void Router_flag_reads_back()
    {
        var test = fixture.CreateWithLink();
        var entry = new NeighbourEntry(test.IndexOf("eth0"), Address.Parse("fd00::fe")) { Mac = Mac, Router = true };

        test.Netlink.AddNeighbour(entry);

        Assert.Equal(entry, Single(test, entry.Address));
        Assert.True(Witness(test, "fd00::fe")!.Value.TryGetProperty("router", out _));
    }

    [Fact]
    public void List_filters_by_link_and_family()
    {
        var test = fixture.CreateWithLink();
        var (eth0, peer0) = (test.IndexOf("eth0"), test.IndexOf("peer0"));
        foreach (var (link, address) in ((int, string)[])[(eth0, "10.0.0.9"), (peer0, "10.0.0.9"), (eth0, "fd00::9")])
            test.Netlink.AddNeighbour(new NeighbourEntry(link, Address.Parse(address)) { Mac = Mac });

        Assert.Equal([(eth0, "10.0.0.9")], Mine(eth0, IPFamily.IPv4));
        Assert.Equal([(eth0, "10.0.0.9"), (eth0, "fd00::9")], Mine(eth0, null));
        Assert.Equal([(eth0, "10.0.0.9"), (peer0, "10.0.0.9"), (eth0, "fd00::9")], Mine(null, null).OrderBy(e => e.Item2)
            .ThenBy(e => e.Item1 == peer0));
        Assert.Empty(test.Netlink.ListNeighbours(77));

        IEnumerable<(int, string)> Mine(int? link, IPFamily? family) =>
            test.Netlink.ListNeighbours(link, family).Where(e => e.Mac == Mac).Select(e => (e.LinkIndex, e.Address.ToString()));
    }

    [Fact]
    public void Second_add_of_a_neighbour_names_it()
    {
        var test = fixture.CreateWithLink();
        var entry = new NeighbourEntry(test.IndexOf("eth0"), Address.Parse("10.0.0.9")) { Mac = Mac };
        test.Netlink.AddNeighbour(entry);

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddNeighbour(entry));

        Assert.Equal("add neighbour 10.0.0.9 on eth0: EEXIST: File exists", error.Message);
    }

    [Fact]
    public void Neighbour_on_a_missing_link_is_refused_and_cannot_be_deleted()
    {
        var test = fixture.Create();
        var entry = new NeighbourEntry(77, Address.Parse("10.0.0.9")) { Mac = Mac };

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddNeighbour(entry));

        Assert.True(error.NotFound);
        Assert.StartsWith("add neighbour 10.0.0.9 on link 77: ENODEV: ", error.Message, StringComparison.Ordinal);
        Assert.False(test.Netlink.DeleteNeighbour(entry));
    }

    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("fd00::2")]
    public void Neighbour_that_the_kernel_learned_is_listed(string text)
    {
        var (left, right) = fixture.CreatePair();
        foreach (var (test, number) in ((TestNamespace, int)[])[(left, 1), (right, 2)])
        {
            test.AddAddress("eth0", $"10.0.0.{number}/24");
            test.AddAddress("eth0", $"fd00::{number}/64");
        }
        left.Execute("ping", "-c1", "-W5", text);

        Assert.Equal(right.MacOf("eth0"), Single(left, Address.Parse(text)).Mac);
        Assert.Equal(right.MacOf("eth0").ToString(), Witness(left, text)!.Value.GetProperty("lladdr").GetString());
        Assert.True(left.Netlink.DeleteNeighbour(new NeighbourEntry(left.IndexOf("eth0"), Address.Parse(text))));
    }

    private static NeighbourEntry Single(TestNamespace test, Address address) =>
        Assert.Single(test.Netlink.ListNeighbours(), entry => entry.Address == address);

    // A deleted entry may be seen for a while as a failed one, while someone still refers to it.
    private static bool Listed(TestNamespace test, Address address) =>
        test.Netlink.ListNeighbours().Any(entry => entry.Address == address && entry.State != NeighbourState.Failed);

    private static JsonElement? Witness(TestNamespace test, string address) =>
        test.Ip("neigh", "show", "to", address, "nud", "all").EnumerateArray().Cast<JsonElement?>().SingleOrDefault();
}
