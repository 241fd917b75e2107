namespace Spiderpool.Linux.Netlink;

/// <summary>struct rtnexthop.</summary>
internal struct NextHopHeader
{
    public const int Size = 8;

    public ushort Length;
    public byte Flags;

    /// <summary>Weight less one.</summary>
    public byte Hops;
    public int Index;
}
