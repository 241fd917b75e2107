namespace Spiderpool.Linux.Interop;

/// <summary>struct packet_mreq of packet(7); the address is the first 6 bytes of the last field.</summary>
internal struct PacketMembership
{
    public int LinkIndex;
    public ushort Kind;
    public ushort AddressLength;
    public ulong LinkLayerAddress;
}
