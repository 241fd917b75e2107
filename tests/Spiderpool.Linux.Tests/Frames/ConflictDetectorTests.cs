using Spiderpool.Addressing;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Tests.Frames;

public sealed class ConflictDetectorTests
{
    private static readonly MacAddress Self = MacAddress.Parse("02:00:00:00:00:01");

    private static readonly MacAddress Other = MacAddress.Parse("02:00:00:00:00:02");

    private static readonly Address V4 = Address.Parse("10.0.0.7");

    private static readonly Address V6 = Address.Parse("fd00::7");

    private readonly ConflictDetector _detector = new(Self);

    public static TheoryData<ArpPacket, ConflictKind?> Arp => new()
    {
        { new ArpPacket(ArpOperation.Reply, Other, V4, Self, default), ConflictKind.InUse },
        { new ArpPacket(ArpOperation.Request, Other, V4, default, Address.Parse("10.0.0.1")), ConflictKind.InUse },
        { ArpPacket.Announcement(Other, V4, ArpOperation.Request), ConflictKind.InUse },
        { ArpPacket.Probe(Other, V4), ConflictKind.SimultaneousProbe },
        { new ArpPacket(ArpOperation.Reply, Other, default, Self, V4), null },
        { ArpPacket.Probe(Self, V4), null },
        { ArpPacket.Announcement(Self, V4, ArpOperation.Reply), null },
    };

    public static TheoryData<NeighbourMessage, ConflictKind?> Messages => new()
    {
        { NeighbourMessage.Announcement(Other, V6), ConflictKind.InUse },
        { NeighbourMessage.Announcement(Other, V6) with { LinkLayer = null }, ConflictKind.InUse },
        { NeighbourMessage.Probe(Other, V6), ConflictKind.SimultaneousProbe },
        { NeighbourMessage.Request(Other, Address.Parse("fd00::1"), V6), null },
        { NeighbourMessage.Announcement(Self, V6), null },
        { NeighbourMessage.Probe(Self, V6), null },
    };

    [Theory]
    [MemberData(nameof(Arp))]
    public void Arp_packet_is_judged_by_its_sender(ArpPacket packet, ConflictKind? expected)
    {
        var frame = new byte[ArpPacket.FrameLength];
        packet.WriteFrame(frame);

        Assert.Equal(expected is { } kind ? new AddressConflict(V4, Other, kind) : null, _detector.Observe(frame));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Neighbour_message_is_judged_by_its_target(NeighbourMessage message, ConflictKind? expected)
    {
        var frame = new byte[NeighbourMessage.MaxFrameLength];
        var length = message.WriteFrame(frame);

        Assert.Equal(expected is { } kind ? new AddressConflict(V6, Other, kind) : null,
            _detector.Observe(frame.AsSpan(0, length)));
    }

    [Fact]
    public void Holder_is_the_link_layer_address_that_an_advertisement_names()
    {
        var frame = new byte[NeighbourMessage.MaxFrameLength];
        var named = MacAddress.Parse("02:00:00:00:00:03");
        (NeighbourMessage.Announcement(Other, V6) with { LinkLayer = named }).WriteFrame(frame);

        Assert.Equal(named, _detector.Observe(frame)!.Holder);
    }

    [Fact]
    public void Other_frames_say_nothing() => Assert.Null(_detector.Observe(new byte[100]));
}
