using System.Buffers.Binary;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes.Frames;

/// <summary>Checksum of the Internet protocols (RFC 1071).</summary>
internal static class InternetChecksum
{
    /// <summary>
    /// Checksum of an ICMPv6 message with its pseudo header (RFC 8200 8.1). Over a message with a right checksum inside it
    /// is 0; over one with a checksum field of 0 it is the value for the field.
    /// </summary>
    public static ushort OfIcmpV6(Address source, Address destination, ReadOnlySpan<byte> message)
    {
        Span<byte> pseudo = stackalloc byte[40];
        pseudo.Clear();
        source.WriteBytes(pseudo);
        destination.WriteBytes(pseudo[16..]);
        BinaryPrimitives.WriteInt32BigEndian(pseudo[32..], message.Length);
        pseudo[39] = IPv6Header.IcmpV6;
        return (ushort)~Fold(Sum(pseudo) + Sum(message));
    }

    private static ulong Sum(ReadOnlySpan<byte> data)
    {
        ulong sum = 0;
        for (; data.Length >= 2; data = data[2..]) sum += BinaryPrimitives.ReadUInt16BigEndian(data);
        return data.Length == 1 ? sum + ((ulong)data[0] << 8) : sum;
    }

    private static ulong Fold(ulong sum)
    {
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return sum;
    }
}
