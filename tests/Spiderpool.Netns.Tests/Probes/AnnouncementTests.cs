using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Probes.Frames;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Probes;

public sealed class AnnouncementTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly Address V4 = Address.Parse("10.0.0.7");

    private static readonly Address V6 = Address.Parse("fd00::7");

    [Theory]
    [InlineData("10.0.0.7", NeighbourState.Stale)]
    [InlineData("10.0.0.7", NeighbourState.Reachable)]
    [InlineData("fd00::7", NeighbourState.Stale)]
    [InlineData("fd00::7", NeighbourState.Reachable)]
    public void Neighbour_forgets_the_earlier_holder(string text, NeighbourState state)
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", "10.0.0.2/24");
        right.AddAddress("eth0", "fd00::2/64");
        var earlier = new NeighbourEntry(right.IndexOf("eth0"), Address.Parse(text))
        {
            Mac = MacAddress.Parse("02:00:00:00:06:06"),
            State = state,
        };
        right.Netlink.AddNeighbour(earlier);
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        Announcement.Send(socket, [earlier.Address]);

        Await.Condition(() => right.Netlink.ListNeighbours().Single(entry => entry.Address == earlier.Address).Mac == socket.Mac,
            "the neighbour still knows the earlier holder");
        Assert.Equal(socket.Mac.ToString(), right.IpOne("neigh", "show", "to", text).GetProperty("lladdr").GetString());
    }

    [Fact]
    public void Announcements_have_the_form_of_the_standards()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);

        Announcement.Send(socket, [V4]);

        Assert.Equal(
            [
                new ArpPacket(ArpOperation.Request, socket.Mac, V4, default, V4),
                new ArpPacket(ArpOperation.Reply, socket.Mac, V4, MacAddress.Broadcast, V4),
            ], tap.ArpOf(socket));

        Announcement.Send(socket, [V6]);

        Assert.Equal(
            [
                new NeighbourMessage(NeighbourMessageKind.Advertisement, socket.Mac, V6, Address.Parse("ff02::1"), V6,
                    socket.Mac, NeighbourMessageFlags.Override),
            ], tap.MessagesOf(socket));
    }

    [Fact]
    public void Link_that_went_down_is_an_error()
    {
        var (left, _) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        left.Netlink.SetLinkDown(left.IndexOf("eth0"));

        var error = Assert.Throws<SystemCallException>(() => Announcement.Send(socket, [V4]));

        Assert.Equal("send a probe on eth0: ENETDOWN: Network is down", error.Message);
    }
}
