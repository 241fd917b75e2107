namespace Spiderpool.Linux.Netlink;

/// <summary>struct ndmsg.</summary>
internal struct NeighbourHeader
{
    public const byte Proxy = 0x08;
    public const byte Router = 0x80;

    public byte Family;
    public byte Pad1;
    public ushort Pad2;
    public int Index;
    public NeighbourState State;
    public byte Flags;
    public byte Kind;
}
