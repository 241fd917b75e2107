namespace Spiderpool.Linux.Netlink;

/// <summary>struct fib_rule_hdr.</summary>
internal struct RuleHeader
{
    /// <summary>FIB_RULE_INVERT.</summary>
    public const uint Invert = 2;

    public byte Family;
    public byte DestinationLength;
    public byte SourceLength;
    public byte Tos;
    public byte Table;
    public byte Reserved1;
    public byte Reserved2;
    public RuleAction Action;
    public uint Flags;
}
