namespace Spiderpool.Linux.Netlink;

/// <summary>struct rtmsg.</summary>
internal struct RouteHeader
{
    public byte Family;
    public byte DestinationLength;
    public byte SourceLength;
    public byte Tos;
    public byte Table;
    public RouteProtocol Protocol;
    public RouteScope Scope;
    public RouteKind Kind;
    public uint Flags;

    /// <summary>The header has 8 bits for the table; a larger one is only in its attribute (RT_TABLE_COMPAT).</summary>
    public static byte ShortTable(uint table) => table < 256 ? (byte)table : (byte)252;
}
