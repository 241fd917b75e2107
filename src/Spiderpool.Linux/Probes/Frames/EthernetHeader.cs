using System.Buffers.Binary;

namespace Spiderpool.Linux.Probes.Frames;

/// <summary>Header of an untagged Ethernet II frame: destination, source, type.</summary>
/// <param name="Destination">Receiver.</param>
/// <param name="Source">Sender.</param>
/// <param name="Type">EtherType.</param>
public readonly record struct EthernetHeader(MacAddress Destination, MacAddress Source, ushort Type)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 14;

    public const ushort Arp = 0x0806;
    public const ushort IPv6 = 0x86DD;

    /// <summary>Reads the header of a frame.</summary>
    /// <returns>False if the frame is too short.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out EthernetHeader header)
    {
        header = default;
        if (frame.Length < Length) return false;
        header = new EthernetHeader(
            MacAddress.FromBytes(frame),
            MacAddress.FromBytes(frame[MacAddress.Length..]),
            BinaryPrimitives.ReadUInt16BigEndian(frame[(2 * MacAddress.Length)..]));
        return true;
    }

    internal void Write(Span<byte> frame)
    {
        Destination.WriteBytes(frame);
        Source.WriteBytes(frame[MacAddress.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[(2 * MacAddress.Length)..], Type);
    }
}
