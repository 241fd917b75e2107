namespace Spiderpool.Linux.Netlink;

/// <summary>struct ifinfomsg.</summary>
internal struct LinkHeader
{
    public byte Family;
    public byte Pad;
    public ushort HardwareType;
    public int Index;
    public LinkFlags Flags;
    public LinkFlags Change;
}
