namespace Spiderpool.Linux.Netfilter;

/// <summary>Message types of nf_tables (linux/netfilter/nf_tables.h), and those that hold a batch together.</summary>
internal static class NftMessage
{
    public const ushort Subsystem = 10;

    public const ushort BatchBegin = 0x10;
    public const ushort BatchEnd = 0x11;

    public const ushort NewTable = Subsystem << 8;
    public const ushort GetTable = NewTable + 1;
    public const ushort DeleteTable = NewTable + 2;
    public const ushort NewChain = NewTable + 3;
    public const ushort GetChain = NewTable + 4;
    public const ushort NewRule = NewTable + 6;
    public const ushort GetRule = NewTable + 7;
}
