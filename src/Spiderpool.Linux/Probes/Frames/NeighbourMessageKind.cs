namespace Spiderpool.Linux.Probes.Frames;

/// <summary>ICMPv6 types of the two messages on neighbours (RFC 4861 4.3, 4.4).</summary>
public enum NeighbourMessageKind : byte
{
    Solicitation = 135,
    Advertisement = 136,
}
