namespace Spiderpool.Linux.Probes.Frames;

/// <summary>Flags of a neighbour advertisement (RFC 4861 4.4), as the first byte after the checksum has them.</summary>
[Flags]
public enum NeighbourMessageFlags : byte
{
    None = 0,

    /// <summary>Replace what is known of the address.</summary>
    Override = 0x20,

    /// <summary>Answer to a solicitation of one node.</summary>
    Solicited = 0x40,

    /// <summary>The sender is a router.</summary>
    Router = 0x80,
}
