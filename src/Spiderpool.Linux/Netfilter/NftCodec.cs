using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Writes and reads tables, chains and rules. Numbers of nf_tables are in network byte order.</summary>
internal static partial class NftCodec
{
    /// <summary>NLA_F_NESTED.</summary>
    public const ushort Nested = 0x8000;

    private const ushort TableNameAttribute = 1;
    private const ushort ChainTableAttribute = 1, ChainNameAttribute = 3, ChainHookAttribute = 4, ChainTypeAttribute = 7;
    private const ushort HookNumberAttribute = 1, HookPriorityAttribute = 2;
    private const ushort RuleTableAttribute = 1, RuleChainAttribute = 2, RuleExpressionsAttribute = 4;
    private const ushort ElementAttribute = 1, ExpressionNameAttribute = 1, ExpressionDataAttribute = 2;

    public static readonly NetlinkParser<string> ParseTableName = TryParseTableName;

    public static void BeginBatch(ref NetlinkWriter writer) =>
        writer.BeginMessage(NftMessage.BatchBegin, NetlinkFlags.None, NetfilterHeader.Batch(NftMessage.Subsystem));

    public static void EndBatch(ref NetlinkWriter writer) =>
        writer.BeginMessage(NftMessage.BatchEnd, NetlinkFlags.None, NetfilterHeader.Batch(NftMessage.Subsystem));

    public static void AddTable(ref NetlinkWriter writer, IPFamily family, string name) =>
        Table(ref writer, NftMessage.NewTable, NetlinkFlags.Create, family, name);

    public static void DeleteTable(ref NetlinkWriter writer, IPFamily family, string name) =>
        Table(ref writer, NftMessage.DeleteTable, NetlinkFlags.None, family, name);

    public static void AddChain(ref NetlinkWriter writer, NftTable table, NftChain chain)
    {
        writer.BeginMessage(NftMessage.NewChain, NetlinkFlags.Create | NetlinkFlags.Ack, NetfilterHeader.Of(table.Family));
        writer.Attribute(ChainTableAttribute, table.Name);
        writer.Attribute(ChainNameAttribute, chain.Name);
        var hook = writer.BeginNested(ChainHookAttribute | Nested);
        writer.AttributeBigEndian(HookNumberAttribute, (uint)chain.Hook);
        writer.AttributeBigEndian(HookPriorityAttribute, (uint)chain.Priority);
        writer.EndNested(hook);
        writer.Attribute(ChainTypeAttribute, chain.Type);
    }

    public static void AddRule(ref NetlinkWriter writer, NftTable table, NftChain chain, NftRule rule)
    {
        const NetlinkFlags Flags = NetlinkFlags.Create | NetlinkFlags.Append | NetlinkFlags.Ack;
        writer.BeginMessage(NftMessage.NewRule, Flags, NetfilterHeader.Of(table.Family));
        writer.Attribute(RuleTableAttribute, table.Name);
        writer.Attribute(RuleChainAttribute, chain.Name);
        var list = writer.BeginNested(RuleExpressionsAttribute | Nested);
        foreach (var expression in rule.Expressions)
        {
            var element = writer.BeginNested(ElementAttribute | Nested);
            writer.Attribute(ExpressionNameAttribute, expression.Name);
            var data = writer.BeginNested(ExpressionDataAttribute | Nested);
            expression.WriteData(ref writer);
            writer.EndNested(data);
            writer.EndNested(element);
        }
        writer.EndNested(list);
    }

    public static void ListTables(ref NetlinkWriter writer, IPFamily family) =>
        writer.BeginMessage(NftMessage.GetTable, NetlinkFlags.None, NetfilterHeader.Of(family));

    public static void ListChains(ref NetlinkWriter writer, IPFamily family) =>
        writer.BeginMessage(NftMessage.GetChain, NetlinkFlags.None, NetfilterHeader.Of(family));

    public static void ListRules(ref NetlinkWriter writer, IPFamily family, string table)
    {
        writer.BeginMessage(NftMessage.GetRule, NetlinkFlags.None, NetfilterHeader.Of(family));
        writer.Attribute(RuleTableAttribute, table);
    }

    private static void Table(ref NetlinkWriter writer, ushort type, NetlinkFlags flags, IPFamily family, string name)
    {
        writer.BeginMessage(type, flags | NetlinkFlags.Ack, NetfilterHeader.Of(family));
        writer.Attribute(TableNameAttribute, name);
    }

    private static bool TryParseTableName(NetlinkMessage message, [MaybeNullWhen(false)] out string name)
    {
        name = null;
        if (message.Type != NftMessage.NewTable || !message.TryRead(out NetfilterHeader _, out var attributes)) return false;
        if (!attributes.TryGet(TableNameAttribute, out var attribute)) return false;
        name = attribute.ReadString();
        return true;
    }
}
