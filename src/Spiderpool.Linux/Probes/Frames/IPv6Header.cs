using System.Buffers.Binary;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes.Frames;

/// <summary>IPv6 header of a packet without extension headers (RFC 8200 3).</summary>
internal readonly record struct IPv6Header(
    int PayloadLength, byte NextHeader, byte HopLimit, Address Source, Address Destination)
{
    public const int Length = 40;
    public const byte IcmpV6 = 58;

    public static bool TryParse(ReadOnlySpan<byte> packet, out IPv6Header header)
    {
        header = default;
        if (packet.Length < Length || packet[0] >> 4 != 6) return false;
        header = new IPv6Header(
            BinaryPrimitives.ReadUInt16BigEndian(packet[4..]),
            packet[6],
            packet[7],
            Address.FromBytes(packet.Slice(8, 16)),
            Address.FromBytes(packet.Slice(24, 16)));
        return header.PayloadLength <= packet.Length - Length;
    }

    public void Write(Span<byte> packet)
    {
        BinaryPrimitives.WriteUInt32BigEndian(packet, 6u << 28);
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)PayloadLength);
        packet[6] = NextHeader;
        packet[7] = HopLimit;
        Source.WriteBytes(packet[8..]);
        Destination.WriteBytes(packet[24..]);
    }
}
