using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>Writes and reads rule messages (linux/fib_rules.h).</summary>
internal static class RuleCodec
{
    public static readonly NetlinkParser<RuleEntry> Parse = TryParse;

    private const ushort ToAttribute = 1;
    private const ushort FromAttribute = 2;
    private const ushort InputLinkAttribute = 3;
    private const ushort PriorityAttribute = 6;
    private const ushort MarkAttribute = 10;
    private const ushort SuppressAttribute = 14;
    private const ushort TableAttribute = 15;
    private const ushort MaskAttribute = 16;
    private const ushort OutputLinkAttribute = 17;
    private const ushort ProtocolAttribute = 21;

    public static void Write(ref NetlinkWriter writer, ushort type, NetlinkFlags flags, RuleEntry entry)
    {
        writer.BeginMessage(type, flags, new RuleHeader
        {
            Family = KernelFamily.Of(entry.Family),
            DestinationLength = (byte)(entry.To?.Length ?? 0),
            SourceLength = (byte)(entry.From?.Length ?? 0),
            Table = RouteHeader.ShortTable(entry.Table),
            Action = entry.Action,
            Flags = entry.Not ? RuleHeader.Invert : 0,
        });
        if (entry.To is { Length: > 0 } to) writer.Attribute(ToAttribute, to.First);
        if (entry.From is { Length: > 0 } from) writer.Attribute(FromAttribute, from.First);
        if (entry.Priority is { } priority) writer.Attribute(PriorityAttribute, priority);
        if (entry.Mark is { } mark) writer.Attribute(MarkAttribute, mark);
        if (entry.MarkMask is { } mask) writer.Attribute(MaskAttribute, mask);
        if (entry.InputLink is { } input) writer.Attribute(InputLinkAttribute, input);
        if (entry.OutputLink is { } output) writer.Attribute(OutputLinkAttribute, output);
        if (entry.SuppressPrefixLength is { } length) writer.Attribute(SuppressAttribute, length);
        if (entry.Action == RuleAction.Table) writer.Attribute(TableAttribute, entry.Table);
        if (type == RouteMessageType.NewRule) writer.Attribute(ProtocolAttribute, (byte)entry.Protocol);
    }

    public static void List(ref NetlinkWriter writer, IPFamily family) => writer.BeginMessage(
        RouteMessageType.GetRule, NetlinkFlags.None, new RuleHeader { Family = KernelFamily.Of(family) });

    public static bool TryParse(NetlinkMessage message, [MaybeNullWhen(false)] out RuleEntry entry)
    {
        entry = null;
        if (message.Type is not (RouteMessageType.NewRule or RouteMessageType.DeleteRule)) return false;
        if (!message.TryRead(out RuleHeader header, out var attributes)) return false;
        if (!KernelFamily.TryParse(header.Family, out var family)) return false;
        Address? to = null, from = null;
        uint? mark = null, mask = null, suppress = null;
        uint table = header.Table, priority = 0;
        string? input = null, output = null;
        var protocol = RouteProtocol.Unspecified;
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ToAttribute: to = attribute.ReadAddress(); break;
                case FromAttribute: from = attribute.ReadAddress(); break;
                case PriorityAttribute: priority = attribute.Read<uint>(); break;
                case MarkAttribute: mark = attribute.Read<uint>(); break;
                case MaskAttribute: mask = attribute.Read<uint>(); break;
                case SuppressAttribute: suppress = attribute.Read<uint>(); break;
                case TableAttribute: table = attribute.Read<uint>(); break;
                case InputLinkAttribute: input = attribute.ReadString(); break;
                case OutputLinkAttribute: output = attribute.ReadString(); break;
                case ProtocolAttribute: protocol = attribute.Read<RouteProtocol>(); break;
            }
        }
        entry = new RuleEntry(family)
        {
            Priority = priority,
            From = Select(family, from, header.SourceLength),
            To = Select(family, to, header.DestinationLength),
            Mark = mark,
            // The kernel says the full mask, and -1 for no suppression, for what nobody set.
            MarkMask = mask == uint.MaxValue ? null : mask,
            SuppressPrefixLength = suppress == uint.MaxValue ? null : suppress,
            Table = table,
            InputLink = input,
            OutputLink = output,
            Action = header.Action,
            Not = (header.Flags & RuleHeader.Invert) != 0,
            Protocol = protocol,
        };
        return true;
    }

    private static Prefix? Select(IPFamily family, Address? address, byte length) =>
        address is { } value && value.Family == family && length <= family.BitLength() ? new Prefix(value, length) : null;
}
