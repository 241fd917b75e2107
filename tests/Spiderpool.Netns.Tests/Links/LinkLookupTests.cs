using System.Diagnostics;
using System.Text.Json;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Links;

public sealed class LinkLookupTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private const string LongName = "eth0-of-the-data-centre-network";

    [Fact]
    public void Link_is_found_by_name_by_index_and_by_each_alternative_name()
    {
        var test = fixture.CreateWithLink();
        test.Execute("ip", "link", "property", "add", "dev", "eth0", "altname", "short", "altname", LongName);
        var index = test.IpOne("link", "show", "eth0").GetProperty("ifindex").GetInt32();

        var found = ((string[])["eth0", "short", LongName]).Select(test.Netlink.FindLink).Append(test.Netlink.FindLink(index))
            .ToArray();

        Assert.All(found, link =>
        {
            Assert.Equal((index, "eth0"), (link!.Index, link.Name));
            Assert.Equal([LongName, "short"], link.AlternativeNames.Order());
        });
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("eth0.100")]
    [InlineData("ünïcödé-näme")]
    [InlineData("a-name-that-can-only-be-an-alternative-one")]
    [InlineData("")]
    public void Missing_link_is_null_for_find_and_an_error_for_get(string name)
    {
        var test = fixture.Create();

        Assert.Null(test.Netlink.FindLink(name));
        var error = Assert.Throws<NetlinkException>(() => test.Netlink.GetLink(name));

        Assert.True(error.NotFound);
        Assert.Equal($"find link {name}: ENODEV: No such device", error.Message);
    }

    [Fact]
    public void Name_longer_than_any_can_be_finds_nothing() =>
        Assert.Null(fixture.Create().Netlink.FindLink(new string('x', 100_000)));

    [Theory]
    [InlineData(77)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Index_without_a_link_finds_nothing(int index)
    {
        var test = fixture.Create();

        Assert.Null(test.Netlink.FindLink(index));
        Assert.False(test.Netlink.DeleteLink(index));
    }

    [Fact]
    public void List_agrees_with_ip()
    {
        var test = fixture.CreateWithLink();
        test.Netlink.AddLink(new LinkSpec { Name = "br0", Kind = new BridgeLink(), Mtu = 1234 });
        test.Netlink.AddLink(new LinkSpec { Name = "net1", Kind = new MacvlanLink(), ParentIndex = test.IndexOf("eth0") });

        var expected = test.Ip("link").EnumerateArray().Select(link => (
            link.GetProperty("ifindex").GetInt32(),
            link.GetProperty("ifname").GetString(),
            link.GetProperty("mtu").GetInt32(),
            link.GetProperty("address").GetString(),
            link.GetProperty("operstate").GetString()!.ToUpperInvariant(),
            link.TryGetProperty("linkinfo", out var info) ? info.GetProperty("info_kind").GetString() : null));

        Assert.Equal(expected, test.Netlink.ListLinks().Select(link => (
            link.Index, (string?)link.Name, link.Mtu, (string?)link.Mac.ToString(), link.State.ToString().ToUpperInvariant(),
            link.Kind)));
    }

    [Fact]
    public void Hardware_of_a_link_is_what_ip_shows()
    {
        // Only read: test namespaces have no hardware.
        using var netlink = RouteNetlink.Open();
        var link = netlink.ListLinks().FirstOrDefault(candidate => candidate.DeviceName is not null);
        Assert.SkipWhen(link is null, "this machine shows no link of hardware");
        var show = new ProcessStartInfo("ip", ["-j", "-d", "link", "show", link.Name]) { RedirectStandardOutput = true };
        using var process = Process.Start(show)!;
        var witness = JsonDocument.Parse(process.StandardOutput.ReadToEnd()).RootElement[0];

        Assert.Equal((witness.GetProperty("parentdev").GetString(), witness.GetProperty("parentbus").GetString()),
            (link.DeviceName, link.DeviceBus));
    }

    [Fact]
    public void List_larger_than_one_buffer_is_complete()
    {
        const int Pairs = 100;
        var test = fixture.Create();
        for (var i = 0; i < Pairs; i++)
            test.Netlink.AddLink(new LinkSpec { Name = $"a{i}", Kind = new VethLink(new LinkSpec { Name = $"b{i}" }) });

        var links = test.Netlink.ListLinks();

        Assert.Equal(2 * Pairs + 1, links.Count);
        Assert.Equal(2 * Pairs + 1, links.Select(link => link.Index).Distinct().Count());
        Assert.Equal(links.Count, test.Ip("link").GetArrayLength());
    }

    [Fact]
    public void Deleted_link_is_gone_and_a_second_delete_says_so()
    {
        var test = fixture.CreateWithLink();
        test.Netlink.AddLink(new LinkSpec { Name = "net1", Kind = new MacvlanLink(), ParentIndex = test.IndexOf("eth0") });
        var index = test.IndexOf("net1");

        Assert.True(test.Netlink.DeleteLink(index));

        Assert.False(test.Netlink.DeleteLink(index));
        Assert.Null(test.Netlink.FindLink(index));
        Assert.DoesNotContain("net1", test.Ip("link").EnumerateArray().Select(link => link.GetProperty("ifname").GetString()));
    }

    [Fact]
    public void Delete_of_a_link_that_cannot_go_is_an_error()
    {
        var test = fixture.Create();

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.DeleteLink(1));

        Assert.Equal(Errno.EOPNOTSUPP, error.Errno);
        Assert.StartsWith("delete link lo: EOPNOTSUPP: ", error.Message, StringComparison.Ordinal);
    }
}
