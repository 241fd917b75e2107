namespace Spiderpool.Linux.Netlink;

/// <summary>struct nlmsghdr.</summary>
internal struct NetlinkHeader
{
    public const int Size = 16;

    public uint Length;
    public ushort Type;
    public NetlinkFlags Flags;
    public uint Sequence;
    public uint Port;
}
