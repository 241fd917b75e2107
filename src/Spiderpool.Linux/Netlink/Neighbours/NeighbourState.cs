namespace Spiderpool.Linux.Netlink;

/// <summary>State of a neighbour (NUD_*, linux/neighbour.h).</summary>
[Flags]
public enum NeighbourState : ushort
{
    None = 0,
    Incomplete = 0x01,
    Reachable = 0x02,
    Stale = 0x04,
    Delay = 0x08,
    Probe = 0x10,
    Failed = 0x20,
    NoArp = 0x40,

    /// <summary>Set by hand: neither checked nor aged.</summary>
    Permanent = 0x80,
}
