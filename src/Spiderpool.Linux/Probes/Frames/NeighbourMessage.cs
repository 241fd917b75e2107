using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes.Frames;

/// <summary>A neighbour solicitation or advertisement in its Ethernet frame (RFC 4861 4.3, 4.4).</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="SourceMac">Sender of the frame.</param>
/// <param name="Source">Sender of the packet; <c>::</c> for duplicate address detection (RFC 4862 5.4.2).</param>
/// <param name="Destination">Receiver of the packet.</param>
/// <param name="Target">The address that the message is about.</param>
/// <param name="LinkLayer">Link-layer address of the sender or target, if the option is there.</param>
/// <param name="Flags">Flags of an advertisement.</param>
public readonly partial record struct NeighbourMessage(
    NeighbourMessageKind Kind,
    MacAddress SourceMac,
    Address Source,
    Address Destination,
    Address Target,
    MacAddress? LinkLayer,
    NeighbourMessageFlags Flags)
{
    /// <summary>Longest frame that <see cref="WriteFrame"/> writes, in bytes.</summary>
    public const int MaxFrameLength = EthernetHeader.Length + IPv6Header.Length + BodyLength + OptionLength;

    private const int BodyLength = 24;
    private const int OptionLength = 8;

    /// <summary>Question whether someone has an address that is not ours yet (RFC 4862 5.4.2).</summary>
    public static NeighbourMessage Probe(MacAddress self, Address target) => new(
        NeighbourMessageKind.Solicitation, self, new Address(IPFamily.IPv6, 0), IPv6Multicast.SolicitedNode(target), target,
        LinkLayer: null, NeighbourMessageFlags.None);

    /// <summary>Question of an address of ours for the link-layer address of another.</summary>
    public static NeighbourMessage Request(MacAddress self, Address sender, Address target) => new(
        NeighbourMessageKind.Solicitation, self, sender, IPv6Multicast.SolicitedNode(target), target,
        self, NeighbourMessageFlags.None);

    /// <summary>Statement to all nodes that an address is ours, which replaces what they knew (RFC 4861 7.2.6).</summary>
    public static NeighbourMessage Announcement(MacAddress self, Address address) => new(
        NeighbourMessageKind.Advertisement, self, address, IPv6Multicast.AllNodes, address,
        self, NeighbourMessageFlags.Override);

    /// <summary>Whether a node asks for an address that it wants for itself, and does not have yet.</summary>
    public bool IsProbe => Kind == NeighbourMessageKind.Solicitation && Source.IsUnspecified;
}
