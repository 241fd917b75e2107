using System.Buffers.Binary;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes.Frames;

public readonly partial record struct NeighbourMessage
{
    private const byte SourceLinkLayerOption = 1;
    private const byte TargetLinkLayerOption = 2;

    // A packet that was forwarded has less: only neighbours can send this (RFC 4861 7.1).
    private const byte OwnLinkHopLimit = 255;

    /// <summary>Writes a whole frame; a unicast destination is sent to the Ethernet group of <see cref="Target"/>.</summary>
    /// <returns>Number of bytes written, at most <see cref="MaxFrameLength"/>.</returns>
    public int WriteFrame(Span<byte> frame)
    {
        var length = BodyLength + (LinkLayer is null ? 0 : OptionLength);
        var group = Destination.IsMulticast ? Destination : IPv6Multicast.SolicitedNode(Target);
        new EthernetHeader(IPv6Multicast.MacOf(group), SourceMac, EthernetHeader.IPv6).Write(frame);
        var packet = frame[EthernetHeader.Length..];
        new IPv6Header(length, IPv6Header.IcmpV6, OwnLinkHopLimit, Source, Destination).Write(packet);
        var message = packet.Slice(IPv6Header.Length, length);
        message.Clear();
        message[0] = (byte)Kind;
        message[4] = (byte)Flags;
        Target.WriteBytes(message[8..]);
        if (LinkLayer is { } mac)
        {
            message[24] = Kind == NeighbourMessageKind.Solicitation ? SourceLinkLayerOption : TargetLinkLayerOption;
            message[25] = 1;
            mac.WriteBytes(message[26..]);
        }
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], InternetChecksum.OfIcmpV6(Source, Destination, message));
        return EthernetHeader.Length + IPv6Header.Length + length;
    }

    /// <summary>Reads a frame of any origin; checks all that RFC 4861 7.1.1 and 7.1.2 demand.</summary>
    /// <returns>False if it is no valid neighbour solicitation or advertisement.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out NeighbourMessage result)
    {
        result = default;
        if (!EthernetHeader.TryParse(frame, out var ethernet) || ethernet.Type != EthernetHeader.IPv6) return false;
        var packet = frame[EthernetHeader.Length..];
        if (!IPv6Header.TryParse(packet, out var ip)) return false;
        if (ip.NextHeader != IPv6Header.IcmpV6 || ip.HopLimit != OwnLinkHopLimit || ip.PayloadLength < BodyLength) return false;
        var message = packet.Slice(IPv6Header.Length, ip.PayloadLength);
        var kind = (NeighbourMessageKind)message[0];
        if (kind is not (NeighbourMessageKind.Solicitation or NeighbourMessageKind.Advertisement)) return false;
        if (message[1] != 0) return false;
        if (InternetChecksum.OfIcmpV6(ip.Source, ip.Destination, message) != 0) return false;
        if (!TryParseOptions(message[BodyLength..], kind, out var linkLayer)) return false;
        var target = Address.FromBytes(message.Slice(8, 16));
        var flags = kind == NeighbourMessageKind.Advertisement ? (NeighbourMessageFlags)(message[4] & 0xE0) : default;
        result = new NeighbourMessage(kind, ethernet.Source, ip.Source, ip.Destination, target, linkLayer, flags);
        return !target.IsMulticast && (kind == NeighbourMessageKind.Solicitation
            ? result.IsValidSolicitation
            : !(ip.Destination.IsMulticast && flags.HasFlag(NeighbourMessageFlags.Solicited)));
    }

    private bool IsValidSolicitation =>
        !Source.IsUnspecified || (LinkLayer is null && Destination == IPv6Multicast.SolicitedNode(Target));

    private static bool TryParseOptions(ReadOnlySpan<byte> options, NeighbourMessageKind kind, out MacAddress? linkLayer)
    {
        linkLayer = null;
        var wanted = kind == NeighbourMessageKind.Solicitation ? SourceLinkLayerOption : TargetLinkLayerOption;
        while (!options.IsEmpty)
        {
            // Lengths count units of 8 bytes; 0 makes the packet invalid.
            if (options.Length < 2 || options[1] == 0 || options[1] * OptionLength > options.Length) return false;
            if (options[0] == wanted && options[1] == 1) linkLayer = MacAddress.FromBytes(options[2..]);
            options = options[(options[1] * OptionLength)..];
        }
        return true;
    }
}
