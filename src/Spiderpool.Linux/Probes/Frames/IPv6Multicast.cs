using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes.Frames;

/// <summary>Multicast addresses that neighbour discovery uses.</summary>
public static class IPv6Multicast
{
    /// <summary>All nodes of the link, ff02::1.</summary>
    public static Address AllNodes { get; } = new(IPFamily.IPv6, LinkScope | UInt128.One);

    // ff02::
    private static UInt128 LinkScope => (UInt128)0xFF02 << 112;

    /// <summary>Solicited-node address: ff02::1:ff00:0/104 and the last 24 bits of the address (RFC 4291 2.7.1).</summary>
    public static Address SolicitedNode(Address address) =>
        new(IPFamily.IPv6, LinkScope | (UInt128)0x1_FF00_0000 | address.Value & 0xFF_FFFF);

    /// <summary>Ethernet address of an IPv6 multicast address: 33:33 and its last 32 bits (RFC 2464 7).</summary>
    public static MacAddress MacOf(Address multicast)
    {
        Span<byte> bytes = stackalloc byte[16];
        multicast.WriteBytes(bytes);
        bytes[10] = bytes[11] = 0x33;
        return MacAddress.FromBytes(bytes[10..]);
    }
}
