using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

internal static partial class NftCodec
{
    public static readonly NetlinkParser<(string Table, NftChain Chain)> ParseChain = TryParseChain;

    public static readonly NetlinkParser<(string Table, string Chain, NftRule Rule)> ParseRule = TryParseRule;

    private static bool TryParseChain(NetlinkMessage message, out (string Table, NftChain Chain) chain)
    {
        chain = default;
        if (message.Type != NftMessage.NewChain || !message.TryRead(out NetfilterHeader _, out var attributes)) return false;
        string table = "", name = "", type = "";
        uint hook = uint.MaxValue, priority = 0;
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ChainTableAttribute: table = attribute.ReadString(); break;
                case ChainNameAttribute: name = attribute.ReadString(); break;
                case ChainTypeAttribute: type = attribute.ReadString(); break;
                case ChainHookAttribute:
                    hook = Number(attribute.Nested, HookNumberAttribute);
                    priority = Number(attribute.Nested, HookPriorityAttribute);
                    break;
            }
        }
        chain = (table, new NftChain(name, type, (NftHook)hook, (int)priority, []));
        return true;
    }

    private static bool TryParseRule(NetlinkMessage message, out (string Table, string Chain, NftRule Rule) rule)
    {
        rule = default;
        if (message.Type != NftMessage.NewRule || !message.TryRead(out NetfilterHeader _, out var attributes)) return false;
        string table = "", chain = "";
        var expressions = new List<NftExpression>();
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case RuleTableAttribute: table = attribute.ReadString(); break;
                case RuleChainAttribute: chain = attribute.ReadString(); break;
                case RuleExpressionsAttribute:
                    foreach (var element in attribute.Nested) expressions.Add(ParseExpression(element.Nested));
                    break;
            }
        }
        rule = (table, chain, new NftRule(expressions));
        return true;
    }

    private static NftExpression ParseExpression(NetlinkAttributes element)
    {
        var name = element.TryGet(ExpressionNameAttribute, out var attribute) ? attribute.ReadString() : "";
        if (!element.TryGet(ExpressionDataAttribute, out var data)) return new NftUnknown(name);
        var parts = data.Nested;
        switch (name)
        {
            // NFTA_META_DREG and NFTA_CT_DREG are 1, the keys 2: without a destination the expression sets.
            case "meta" or "ct":
                var key = NftKey.Of(name, Number(parts, 2));
                return parts.TryGet(1, out _) ? new NftLoad(key) : new NftStore(key);
            case "cmp" when Number(parts, 2) <= 1 && parts.TryGet(3, out var value):
                return new NftCompare(Number(parts, 2) == 0, NftData.Read(value).ToArray());
            case "bitwise" when parts.TryGet(4, out var mask) && NftData.Read(mask) is { Length: 4 } bits:
                return new NftMask(BitConverter.ToUInt32(bits));
            case "immediate" when parts.TryGet(2, out var number) && NftData.Read(number) is { Length: 4 } bytes:
                return new NftValue(BitConverter.ToUInt32(bytes));
            default:
                return new NftUnknown(name);
        }
    }

    private static uint Number(NetlinkAttributes attributes, ushort type) =>
        attributes.TryGet(type, out var attribute) ? attribute.ReadUInt32BigEndian() : uint.MaxValue;
}
