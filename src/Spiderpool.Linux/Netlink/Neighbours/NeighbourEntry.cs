using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>A neighbour (ARP or NDP table): to be set, or as the kernel lists it.</summary>
/// <param name="LinkIndex">Link that the neighbour is on.</param>
/// <param name="Address">Address of the neighbour.</param>
public sealed record NeighbourEntry(int LinkIndex, Address Address)
{
    /// <summary>Link-layer address; null if not known, and for a proxy.</summary>
    public MacAddress? Mac { get; init; }

    public NeighbourState State { get; init; } = NeighbourState.Permanent;

    /// <summary>Answer requests for the address on this link in the neighbour's place (NTF_PROXY).</summary>
    public bool Proxy { get; init; }

    /// <summary>Whether the neighbour says that it is a router.</summary>
    public bool Router { get; init; }
}
