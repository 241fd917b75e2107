using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Tests.Frames;

public sealed class ArpPacketTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");

    private static readonly Gen<MacAddress> AnyMac = Gen.Byte.Array[6].Select(bytes => MacAddress.FromBytes(bytes));

    private static readonly Gen<Address> AnyAddress = Gen.UInt.Select(value => new Address(IPFamily.IPv4, value));

    [Fact]
    public void Probe_is_the_frame_of_the_standard()
    {
        var frame = new byte[ArpPacket.FrameLength];

        Assert.Equal(42, ArpPacket.Probe(Mac, Address.Parse("10.0.0.7")).WriteFrame(frame));

        Assert.Equal(
            "ffffffffffff" + "020000000001" + "0806" // Ethernet
            + "0001" + "0800" + "06" + "04" + "0001" // for IPv4 on Ethernet, request
            + "020000000001" + "00000000" + "000000000000" + "0a000007",
            Convert.ToHexStringLower(frame));
    }

    [Fact]
    public void Packet_reads_back() =>
        Gen.Select(Gen.OneOfConst(ArpOperation.Request, ArpOperation.Reply), AnyMac, AnyAddress, AnyMac, AnyAddress)
            .Sample((operation, senderMac, sender, targetMac, target) =>
            {
                var packet = new ArpPacket(operation, senderMac, sender, targetMac, target);
                var frame = new byte[60];
                packet.WriteFrame(frame);

                Assert.True(ArpPacket.TryParse(frame, out var read));
                Assert.Equal(packet, read);
            });

    [Fact]
    public void Every_shorter_frame_is_refused()
    {
        var frame = new byte[ArpPacket.FrameLength];
        ArpPacket.Probe(Mac, Address.Parse("10.0.0.7")).WriteFrame(frame);

        Assert.All(Enumerable.Range(0, frame.Length), length => Assert.False(ArpPacket.TryParse(frame.AsSpan(0, length), out _)));
        Assert.True(ArpPacket.TryParse(frame, out _));
    }

    [Fact]
    public void Other_types_hardware_protocols_lengths_and_operations_are_refused()
    {
        var frame = new byte[ArpPacket.FrameLength];
        ArpPacket.Probe(Mac, Address.Parse("10.0.0.7")).WriteFrame(frame);

        // The 10 bytes of the EtherType and of the fixed part, each of which has one right value but that of the operation.
        Gen.Select(Gen.Int[12, 20], Gen.Byte).Where((at, value) => frame[at] != value).Sample((at, value) =>
        {
            var changed = frame.ToArray();
            changed[at] = value;
            Assert.False(ArpPacket.TryParse(changed, out _));
        });
        Assert.All((byte[])[0, 3, 8, 255], operation =>
        {
            var changed = frame.ToArray();
            changed[21] = operation;
            Assert.False(ArpPacket.TryParse(changed, out _));
        });
    }

    [Fact]
    public void Random_bytes_are_read_or_left() => Gen.Byte.Array[0, 100].Sample(frame =>
    {
        Assert.Equal(ArpPacket.TryParse(frame, out var packet), packet != default);
        Assert.Equal(frame.Length >= EthernetHeader.Length, EthernetHeader.TryParse(frame, out _));
    });
}
