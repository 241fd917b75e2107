using System.Globalization;
using System.Text.RegularExpressions;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests;

public sealed class NamespaceIdTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void Namespace_has_no_id_until_one_is_wanted_and_then_keeps_it()
    {
        var (host, pod) = (fixture.Create(), fixture.Create());
        Assert.Null(host.Netlink.FindNamespaceId(pod.Namespace));

        var id = host.Netlink.EnsureNamespaceId(pod.Namespace);

        Assert.InRange(id, 0, int.MaxValue);
        Assert.Equal(id, host.Netlink.EnsureNamespaceId(pod.Namespace));
        Assert.Equal(id, host.Netlink.FindNamespaceId(pod.Namespace));
        // Each namespace numbers the others for itself.
        Assert.Null(pod.Netlink.FindNamespaceId(host.Namespace));
    }

    [Fact]
    public void Ids_are_those_that_ip_lists()
    {
        var host = fixture.Create();
        var ids = Enumerable.Range(0, 3).Select(_ => host.Netlink.EnsureNamespaceId(fixture.Create().Namespace)).ToArray();

        Assert.Equal(3, ids.Distinct().Count());
        var listed = Regex.Matches(host.Execute("ip", "netns", "list-id"), @"nsid (\d+)");
        Assert.Equal(ids.Order(), listed.Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public void Concurrent_wishes_give_one_id()
    {
        var (host, pod) = (fixture.Create(), fixture.Create());
        var ids = new int[16];

        Parallel.For(0, ids.Length, i => ids[i] = host.Netlink.EnsureNamespaceId(pod.Namespace));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void Own_namespace_can_have_an_id_too()
    {
        var test = fixture.Create();

        Assert.Equal(test.Netlink.EnsureNamespaceId(test.Namespace), test.Netlink.FindNamespaceId(test.Namespace));
    }

    [Fact]
    public void Closed_namespace_cannot_be_asked_for()
    {
        var host = fixture.Create();
        var other = fixture.Create();
        other.Namespace.Dispose();

        Assert.Throws<ObjectDisposedException>(() => host.Netlink.FindNamespaceId(other.Namespace));
    }
}
