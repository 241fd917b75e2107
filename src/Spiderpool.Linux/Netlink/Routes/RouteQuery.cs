using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>A question to the routing tables and rules: which way does a packet go?</summary>
/// <param name="Destination">Destination of the packet.</param>
public sealed record RouteQuery(Address Destination)
{
    /// <summary>Source of the packet; must be an address of the namespace unless <see cref="InputIndex"/> is set.</summary>
    public Address? Source { get; init; }

    /// <summary>Firewall mark.</summary>
    public uint Mark { get; init; }

    /// <summary>Link that the sender is bound to; 0 for none.</summary>
    public int OutputIndex { get; init; }

    /// <summary>Link that a packet to be forwarded came in by; 0 for a packet of this namespace.</summary>
    public int InputIndex { get; init; }
}
