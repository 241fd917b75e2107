using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Tests.Frames;

public sealed class NeighbourMessageTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");

    private static readonly Address Target = Address.Parse("fd00::7");

    private static readonly Gen<MacAddress> AnyMac = Gen.Byte.Array[6].Select(bytes => MacAddress.FromBytes(bytes));

    private static readonly Gen<Address> AnyUnicast = Gen.Select(Gen.ULong, Gen.ULong)
        .Select((high, low) => new Address(IPFamily.IPv6, (UInt128)(high >> 1) << 64 | low | 1));

    [Fact]
    public void Probe_is_the_frame_of_the_standard()
    {
        // A solicitation of duplicate address detection as Linux sends it, for fe80::7 from this MAC.
        var frame = Written(NeighbourMessage.Probe(Mac, Address.Parse("fe80::7")));

        Assert.Equal(
            "3333ff000007" + "020000000001" + "86dd"
            + "60000000" + "0018" + "3a" + "ff" + "00000000000000000000000000000000" + "ff0200000000000000000001ff000007"
            + "87" + "00" + "7c19" + "00000000" + "fe800000000000000000000000000007",
            Convert.ToHexStringLower(frame));
    }

    [Fact]
    public void Solicitation_with_a_source_reads_back() => Gen.Select(AnyMac, AnyUnicast, AnyUnicast)
        .Sample((mac, sender, target) =>
    {
        var message = NeighbourMessage.Request(mac, sender, target);

        Assert.True(NeighbourMessage.TryParse(Written(message), out var read));
        Assert.Equal(message, read);
        Assert.False(read.IsProbe);
        Assert.Equal(sender.IsUnspecified, read.IsProbe);
    });

    [Fact]
    public void Probe_and_announcement_read_back() => Gen.Select(AnyMac, AnyUnicast).Sample((mac, target) =>
    {
        Assert.True(NeighbourMessage.TryParse(Written(NeighbourMessage.Probe(mac, target)), out var probe));
        Assert.Equal((NeighbourMessage.Probe(mac, target), true), (probe, probe.IsProbe));
        Assert.True(NeighbourMessage.TryParse(Written(NeighbourMessage.Announcement(mac, target)), out var announcement));
        Assert.Equal((NeighbourMessage.Announcement(mac, target), false), (announcement, announcement.IsProbe));
    });

    [Fact]
    public void Every_shorter_frame_is_refused()
    {
        var frame = Written(NeighbourMessage.Announcement(Mac, Target));

        Assert.Equal(NeighbourMessage.MaxFrameLength, frame.Length);
        Assert.All(Enumerable.Range(0, frame.Length),
            length => Assert.False(NeighbourMessage.TryParse(frame.AsSpan(0, length), out _)));
    }

    [Fact]
    public void Padding_after_the_packet_is_not_read()
    {
        byte[] frame = [.. Written(NeighbourMessage.Announcement(Mac, Target)), 0xFF, 0xFF, 0xFF];

        Assert.True(NeighbourMessage.TryParse(frame, out var read));
        Assert.Equal(NeighbourMessage.Announcement(Mac, Target), read);
    }

    [Fact]
    public void Any_changed_bit_from_the_addresses_on_is_found_by_the_checksum()
    {
        var frame = Written(NeighbourMessage.Request(Mac, Address.Parse("fd00::1"), Target));

        for (var bit = 22 * 8; bit < frame.Length * 8; bit++)
        {
            var changed = frame.ToArray();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(NeighbourMessage.TryParse(changed, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void Invalid_messages_of_the_standard_are_refused()
    {
        var none = Address.Parse("::");
        // RFC 4861 7.1.1: without source there is no source option, and the destination is the solicited-node group.
        Refused(NeighbourMessage.Probe(Mac, Target) with { LinkLayer = Mac });
        Refused(NeighbourMessage.Probe(Mac, Target) with { Destination = IPv6Multicast.AllNodes });
        Refused(NeighbourMessage.Probe(Mac, Target) with { Destination = Target });
        // 7.1.1, 7.1.2: the target is no group.
        Refused(NeighbourMessage.Request(Mac, Address.Parse("fd00::1"), Address.Parse("ff02::1:2")));
        Refused(NeighbourMessage.Announcement(Mac, Address.Parse("ff02::1:2")));
        // 7.1.2: an answer to one node is not sent to a group.
        Refused(NeighbourMessage.Announcement(Mac, Target) with { Flags = NeighbourMessageFlags.Solicited });
        Accepted(NeighbourMessage.Announcement(Mac, Target) with
        {
            Flags = NeighbourMessageFlags.Solicited,
            Destination = Address.Parse("fd00::1"),
        });
        Accepted(NeighbourMessage.Announcement(Mac, Target) with { Flags = NeighbourMessageFlags.Router, LinkLayer = null });

        static void Refused(NeighbourMessage message) =>
            Assert.False(NeighbourMessage.TryParse(Written(message), out _), message.ToString());

        static void Accepted(NeighbourMessage message)
        {
            Assert.True(NeighbourMessage.TryParse(Written(message), out var read));
            Assert.Equal(message, read);
        }
    }

    [Theory]
    [InlineData(new byte[] { 14, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 }, true, false)]
    [InlineData(new byte[] { 2, 1, 2, 0, 0, 0, 0, 1, 14, 1, 1, 2, 3, 4, 5, 6 }, true, true)]
    [InlineData(new byte[] { 14, 1, 1, 2, 3, 4, 5, 6, 2, 1, 2, 0, 0, 0, 0, 1 }, true, true)]
    [InlineData(new byte[] { 1, 1, 2, 0, 0, 0, 0, 1 }, true, false)]
    [InlineData(new byte[] { 2, 0, 2, 0, 0, 0, 0, 1 }, false, false)]
    [InlineData(new byte[] { 2, 2, 2, 0, 0, 0, 0, 1 }, false, false)]
    [InlineData(new byte[] { 2, 255, 2, 0, 0, 0, 0, 1 }, false, false)]
    [InlineData(new byte[] { 2 }, false, false)]
    public void Options_are_walked_and_the_link_layer_address_is_found(byte[] options, bool valid, bool found)
    {
        var frame = WithOptions(options);

        Assert.Equal(valid, NeighbourMessage.TryParse(frame, out var message));
        if (valid) Assert.Equal(found ? Mac : null, message.LinkLayer);
    }

    [Fact]
    public void Random_options_are_read_or_left() => Gen.Byte.Array[0, 64].Sample(options =>
    {
        if (NeighbourMessage.TryParse(WithOptions(options), out var message)) Assert.Equal(Target, message.Target);
    });

    [Fact]
    public void Random_bytes_are_read_or_left() => Gen.Byte.Array[0, 200].Sample(frame =>
        Assert.False(NeighbourMessage.TryParse(frame, out _)));

    [Theory]
    [InlineData("fd00::1:2:3", "ff02::1:ff02:3", "33:33:ff:02:00:03")]
    [InlineData("fe80::aabb:ccdd", "ff02::1:ffbb:ccdd", "33:33:ff:bb:cc:dd")]
    [InlineData("2001:db8::ff", "ff02::1:ff00:ff", "33:33:ff:00:00:ff")]
    public void Solicited_node_group_has_the_last_24_bits(string address, string group, string mac)
    {
        Assert.Equal(group, IPv6Multicast.SolicitedNode(Address.Parse(address)).ToString());
        Assert.Equal(mac, IPv6Multicast.MacOf(IPv6Multicast.SolicitedNode(Address.Parse(address))).ToString());
        Assert.Equal("33:33:00:00:00:01", IPv6Multicast.MacOf(IPv6Multicast.AllNodes).ToString());
    }

    private static byte[] Written(NeighbourMessage message)
    {
        var frame = new byte[NeighbourMessage.MaxFrameLength];
        return frame[..message.WriteFrame(frame)];
    }

    /// <summary>An advertisement with other options, and the checksum that goes with them.</summary>
    private static byte[] WithOptions(byte[] options)
    {
        byte[] frame = [.. Written(NeighbourMessage.Announcement(Mac, Target) with { LinkLayer = null }), .. options];
        var message = frame.AsSpan(54);
        frame[18] = (byte)(message.Length >> 8);
        frame[19] = (byte)message.Length;
        message[2] = message[3] = 0;
        var checksum = InternetChecksum.OfIcmpV6(Target, IPv6Multicast.AllNodes, message);
        message[2] = (byte)(checksum >> 8);
        message[3] = (byte)checksum;
        return frame;
    }
}
