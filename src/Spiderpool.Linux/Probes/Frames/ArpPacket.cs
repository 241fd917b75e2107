using System.Buffers.Binary;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes.Frames;

/// <summary>An ARP packet for IPv4 on Ethernet (RFC 826).</summary>
public readonly record struct ArpPacket(
    ArpOperation Operation, MacAddress SenderMac, Address Sender, MacAddress TargetMac, Address Target)
{
    /// <summary>Length of the frame in bytes, without the padding that the link adds.</summary>
    public const int FrameLength = EthernetHeader.Length + PacketLength;

    private const int PacketLength = 28;

    // Ethernet (1), IPv4 (0x0800), address lengths 6 and 4: the only combination that there is in practice.
    private const ulong Preamble = 0x0001_0800_06_04;

    /// <summary>Question whether someone has an address that is not ours yet: sender 0.0.0.0 (RFC 5227 1.1).</summary>
    public static ArpPacket Probe(MacAddress self, Address target) =>
        new(ArpOperation.Request, self, default, default, target);

    /// <summary>Question of an address of ours for the link-layer address of another.</summary>
    public static ArpPacket Request(MacAddress self, Address sender, Address target) =>
        new(ArpOperation.Request, self, sender, default, target);

    /// <summary>Statement that an address is ours, in the form of a request (RFC 5227 1.1) or of a reply.</summary>
    public static ArpPacket Announcement(MacAddress self, Address address, ArpOperation operation) =>
        new(operation, self, address, operation == ArpOperation.Reply ? MacAddress.Broadcast : default, address);

    /// <summary>Writes a whole frame to the broadcast address.</summary>
    /// <returns>Number of bytes written: <see cref="FrameLength"/>.</returns>
    public int WriteFrame(Span<byte> frame)
    {
        new EthernetHeader(MacAddress.Broadcast, SenderMac, EthernetHeader.Arp).Write(frame);
        var packet = frame[EthernetHeader.Length..];
        BinaryPrimitives.WriteUInt64BigEndian(packet, Preamble << 16 | (ushort)Operation);
        SenderMac.WriteBytes(packet[8..]);
        Sender.WriteBytes(packet[14..]);
        TargetMac.WriteBytes(packet[18..]);
        Target.WriteBytes(packet[24..]);
        return FrameLength;
    }

    /// <summary>Reads a frame of any origin.</summary>
    /// <returns>False if it is no ARP request or reply for IPv4 on Ethernet.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out ArpPacket result)
    {
        result = default;
        if (frame.Length < FrameLength) return false;
        if (!EthernetHeader.TryParse(frame, out var header) || header.Type != EthernetHeader.Arp) return false;
        var packet = frame.Slice(EthernetHeader.Length, PacketLength);
        var preamble = BinaryPrimitives.ReadUInt64BigEndian(packet);
        var operation = (ArpOperation)(ushort)preamble;
        if (preamble >> 16 != Preamble || operation is not (ArpOperation.Request or ArpOperation.Reply)) return false;
        result = new ArpPacket(
            operation,
            MacAddress.FromBytes(packet[8..]),
            Address.FromBytes(packet.Slice(14, 4)),
            MacAddress.FromBytes(packet[18..]),
            Address.FromBytes(packet.Slice(24, 4)));
        return true;
    }
}
