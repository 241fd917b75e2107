using System.Buffers.Binary;
using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Probes.Frames;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Probes;

public sealed class ForeignFrameTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly Address V4 = Address.Parse("10.0.0.7");

    private static readonly Address V6 = Address.Parse("fd00::7");

    private static readonly MacAddress Other = MacAddress.Parse("02:00:00:00:05:05");

    [Fact]
    public void Good_frames_of_this_test_would_be_conflicts()
    {
        Assert.Equal(V4, Assert.Single(Probe((tap, _) => tap.Send(Arp()))).Address);
        Assert.Equal(V6, Assert.Single(Probe((tap, _) => tap.Send(Advertisement()))).Address);
    }

    [Fact]
    public void Own_frames_that_the_network_sends_back_are_no_conflict() => Assert.Empty(Probe((tap, self) =>
    {
        tap.Send(ArpPacket.Probe(self, V4));
        tap.Send(ArpPacket.Announcement(self, V4, ArpOperation.Reply));
        tap.Send(NeighbourMessage.Probe(self, V6));
        tap.Send(NeighbourMessage.Announcement(self, V6));
    }));

    [Fact]
    public void Frames_about_other_addresses_are_no_conflict() => Assert.Empty(Probe((tap, _) =>
    {
        tap.Send(ArpPacket.Announcement(Other, Address.Parse("10.0.0.8"), ArpOperation.Reply));
        tap.Send(ArpPacket.Request(Other, Address.Parse("10.0.0.8"), V4));
        tap.Send(NeighbourMessage.Announcement(Other, Address.Parse("fd00::8")));
        tap.Send(NeighbourMessage.Request(Other, Address.Parse("fd00::8"), V6));
    }));

    [Fact]
    public void Malformed_arp_is_no_conflict() => Assert.Empty(Probe((tap, _) =>
    {
        tap.Send(Arp().AsSpan(0, 20));
        tap.Send(Arp().AsSpan()[..^1]);
        tap.Send(Change(Arp(), 15, 2));
        tap.Send(Change(Arp(), 16, 0x86));
        tap.Send(Change(Arp(), 18, 8));
        tap.Send(Change(Arp(), 19, 16));
        tap.Send(Change(Arp(), 21, 9));
    }));

    [Fact]
    public void Malformed_neighbour_messages_are_no_conflict() => Assert.Empty(Probe((tap, _) =>
    {
        tap.Send(Advertisement().AsSpan(0, 60));
        tap.Send(Advertisement().AsSpan()[..^1]);
        // Version, next header, hop limit, code, checksum, length of the option.
        tap.Send(Change(Advertisement(), 14, 0x40));
        tap.Send(Change(Advertisement(), 20, 17));
        tap.Send(Change(Advertisement(), 21, 64));
        tap.Send(Change(Advertisement(), 55, 1));
        tap.Send(Change(Advertisement(), 57, 0xAA));
        tap.Send(Change(Advertisement(), 79, 0));
    }));

    [Fact]
    public void Frames_of_a_vlan_are_no_conflict() => Assert.Empty(Probe((tap, _) =>
    {
        tap.Send(Tagged(Arp()));
        tap.Send(Tagged(Advertisement()));
    }));

    [Fact]
    public void Flood_of_foreign_frames_does_not_hold_up_the_end()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var stop = new CancellationTokenSource();
        var flood = new Thread(() =>
        {
            using var tap = new FrameTap(right);
            var other = ArpPacket.Announcement(Other, Address.Parse("10.0.0.8"), ArpOperation.Reply);
            while (!stop.IsCancellationRequested) tap.Send(other);
        });
        flood.Start();

        var conflicts = new AddressConflictProbe(ProbeTiming.Quick).Run(socket, [V4], TestContext.Current.CancellationToken);
        stop.Cancel();
        flood.Join();

        Assert.Empty(conflicts);
    }

    private IReadOnlyList<AddressConflict> Probe(Action<FrameTap, MacAddress> send)
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        send(tap, socket.Mac);
        return new AddressConflictProbe(ProbeTiming.Quick).Run(socket, [V4, V6], TestContext.Current.CancellationToken);
    }

    private static byte[] Arp()
    {
        var frame = new byte[ArpPacket.FrameLength];
        ArpPacket.Announcement(Other, V4, ArpOperation.Reply).WriteFrame(frame);
        return frame;
    }

    private static byte[] Advertisement()
    {
        var frame = new byte[NeighbourMessage.MaxFrameLength];
        return frame[..NeighbourMessage.Announcement(Other, V6).WriteFrame(frame)];
    }

    private static byte[] Change(byte[] frame, int at, byte value)
    {
        Assert.NotEqual(value, frame[at]);
        frame[at] = value;
        return frame;
    }

    private static byte[] Tagged(byte[] frame)
    {
        var tag = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(tag, 0x8100_0064);
        return [.. frame[..12], .. tag, .. frame[12..]];
    }
}
