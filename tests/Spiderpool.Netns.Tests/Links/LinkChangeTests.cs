using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class LinkChangeTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:02:02");

    [Fact]
    public void Several_changes_are_made_together()
    {
        var test = fixture.CreateWithLink();
        var index = test.IndexOf("eth0");
        test.Netlink.SetLinkDown(index);

        test.Netlink.ChangeLink(index, new LinkChange
        {
            Name = "net1",
            Mtu = 1280,
            Mac = Mac,
            TxQueueLength = 99,
            Alias = "pod default/a",
            Promiscuous = true,
            Up = true,
        });

        var link = test.Netlink.FindLink(index)!;
        Assert.Equal(("net1", 1280, Mac, 99, "pod default/a", true),
            (link.Name, link.Mtu, link.Mac!.Value, link.TxQueueLength, link.Alias, link.IsUp));
        Assert.True(link.Flags.HasFlag(LinkFlags.Promiscuous));
        var witness = test.IpOne("link", "show", "net1");
        Assert.Equal(1280, witness.GetProperty("mtu").GetInt32());
        Assert.Equal(Mac.ToString(), witness.GetProperty("address").GetString());
        Assert.Equal(99, witness.GetProperty("txqlen").GetInt32());
        Assert.Equal("pod default/a", witness.GetProperty("ifalias").GetString());
        Assert.Contains("PROMISC", witness.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Contains("UP", witness.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }

    [Fact]
    public void What_a_change_does_not_name_stays()
    {
        var test = fixture.CreateWithLink();
        var before = test.Netlink.GetLink("eth0");

        test.Netlink.ChangeLink(before.Index, new LinkChange { Mtu = 1280 });

        Assert.Equal((before with { Mtu = 1280, KindData = default }).ToString(),
            (test.Netlink.GetLink("eth0") with { KindData = default }).ToString());
    }

    [Fact]
    public void Up_and_down_are_seen()
    {
        var test = fixture.Create();
        Assert.Equal((false, true), (test.Netlink.GetLink("lo").IsUp, test.Netlink.GetLink("lo").IsLoopback));

        test.Netlink.SetLinkUp(1);

        Assert.True(test.Netlink.GetLink("lo").IsUp);
        Assert.Contains("UP", Flags());

        test.Netlink.SetLinkDown(1);

        Assert.False(test.Netlink.GetLink("lo").IsUp);
        Assert.DoesNotContain("UP", Flags());

        IEnumerable<string?> Flags() => test.IpOne("link", "show", "lo").GetProperty("flags").EnumerateArray()
            .Select(flag => flag.GetString());
    }

    [Fact]
    public void Alias_is_taken_away_by_an_empty_one()
    {
        var test = fixture.CreateWithLink();
        var index = test.IndexOf("eth0");
        test.Netlink.ChangeLink(index, new LinkChange { Alias = "x" });

        test.Netlink.ChangeLink(index, new LinkChange { Alias = "" });

        Assert.Null(test.Netlink.FindLink(index)!.Alias);
        Assert.False(test.IpOne("link", "show", "eth0").TryGetProperty("ifalias", out _));
    }

    [Fact]
    public void Link_moves_to_another_namespace_and_is_changed_there()
    {
        var (host, pod) = (fixture.CreateWithLink(), fixture.Create());
        // The name is taken at home, so the rename can only have happened after the move.
        host.Netlink.AddLink(new LinkSpec { Name = "net1", Kind = new BridgeLink() });

        host.Netlink.ChangeLink(host.IndexOf("eth0"),
            new LinkChange { Namespace = pod.Namespace, Name = "net1", Mac = Mac, Mtu = 1300, Up = true });

        Assert.Null(host.Netlink.FindLink("eth0"));
        var link = pod.Netlink.GetLink("net1");
        Assert.Equal((Mac, 1300, true), (link.Mac!.Value, link.Mtu, link.IsUp));
        Assert.Equal(Mac.ToString(), pod.IpOne("link", "show", "net1").GetProperty("address").GetString());
    }

    [Fact]
    public void Refused_change_names_the_link_and_the_kernels_reason()
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.ChangeLink(test.IndexOf("eth0"), new LinkChange { Mtu = 100_000 }));

        Assert.Equal("change link eth0: EINVAL: mtu greater than device maximum", error.Message);
        Assert.Equal(("change link eth0", Errno.EINVAL, "mtu greater than device maximum"),
            (error.Operation, error.Errno, error.Explanation));
        Assert.Equal((false, false), (error.NotFound, error.AlreadyExists));
    }

    [Fact]
    public void Change_of_a_missing_link_names_its_index()
    {
        var test = fixture.Create();

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.SetLinkUp(77));

        Assert.True(error.NotFound);
        Assert.StartsWith("change link 77: ENODEV: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rename_to_a_taken_name_is_refused()
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.ChangeLink(test.IndexOf("eth0"), new LinkChange { Name = "peer0", Up = false }));

        Assert.Equal(Errno.EEXIST, error.Errno);
        Assert.StartsWith("change link eth0: EEXIST: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with/slash")]
    [InlineData("with blank")]
    [InlineData("sixteen-letters-")]
    [InlineData("..")]
    [InlineData("")]
    public void Name_that_the_kernel_forbids_makes_no_link(string name)
    {
        var test = fixture.Create();

        var error = Assert.Throws<NetlinkException>(() =>
            test.Netlink.AddLink(new LinkSpec { Name = name, Kind = new BridgeLink() }));

        Assert.Contains(error.Errno, (Errno[])[Errno.EINVAL, Errno.ERANGE]);
        Assert.Equal(["lo"], test.Netlink.ListLinks().Select(link => link.Name));
    }

    [Fact]
    public void Name_with_a_nul_is_refused_since_the_kernel_would_cut_it_there()
    {
        var test = fixture.Create();

        Assert.Throws<ArgumentException>(() => test.Netlink.AddLink(new LinkSpec { Name = "br0\0x", Kind = new BridgeLink() }));
        Assert.Null(test.Netlink.FindLink("lo\0x"));

        Assert.Equal(["lo"], test.Netlink.ListLinks().Select(link => link.Name));
    }
}
