using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>Reads RTM_NEWROUTE.</summary>
internal static class RouteParser
{
    public static readonly NetlinkParser<RouteEntry> Parse = TryParse;

    // RTM_F_CLONED: an entry of a cache, not of a table.
    private const uint Cloned = 0x200;

    private const uint NextHopFlags = 0xFF;

    /// <summary>As <see cref="Parse"/>, and also takes the answer to a lookup.</summary>
    public static readonly NetlinkParser<RouteEntry> ParseLookup = TryParseAny;

    public static bool TryParse(NetlinkMessage message, [MaybeNullWhen(false)] out RouteEntry entry)
    {
        entry = null;
        return message.TryRead(out RouteHeader header, out _) && (header.Flags & Cloned) == 0 && TryParseAny(message, out entry);
    }

    private static bool TryParseAny(NetlinkMessage message, [MaybeNullWhen(false)] out RouteEntry entry)
    {
        entry = null;
        if (message.Type is not (RouteMessageType.NewRoute or RouteMessageType.DeleteRoute)) return false;
        if (!message.TryRead(out RouteHeader header, out var attributes)) return false;
        if (!KernelFamily.TryParse(header.Family, out var family)) return false;
        var destination = new Address(family, 0);
        Address? gateway = null, source = null;
        uint table = header.Table, priority = 0, mtu = 0;
        var link = 0;
        IReadOnlyList<NextHop> hops = [];
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case RouteAttribute.Destination: destination = attribute.ReadAddress() ?? destination; break;
                case RouteAttribute.Gateway: gateway = attribute.ReadAddress(); break;
                case RouteAttribute.Via: gateway = ReadVia(attribute); break;
                case RouteAttribute.PreferredSource: source = attribute.ReadAddress(); break;
                case RouteAttribute.OutputLink: link = attribute.Read<int>(); break;
                case RouteAttribute.Priority: priority = attribute.Read<uint>(); break;
                case RouteAttribute.Table: table = attribute.Read<uint>(); break;
                case RouteAttribute.Metrics: mtu = ReadMtu(attribute.Nested); break;
                case RouteAttribute.Multipath: hops = ReadNextHops(attribute.Value); break;
            }
        }
        if (destination.Family != family || header.DestinationLength > family.BitLength()) return false;
        entry = new RouteEntry(new Prefix(destination, header.DestinationLength))
        {
            Gateway = gateway,
            LinkIndex = link,
            Source = source,
            Table = table,
            Scope = header.Scope,
            Kind = header.Kind,
            Protocol = header.Protocol,
            Priority = priority,
            Flags = (RouteFlags)(header.Flags & NextHopFlags),
            Mtu = mtu,
            NextHops = hops,
        };
        return true;
    }

    private static uint ReadMtu(NetlinkAttributes metrics) =>
        metrics.TryGet(RouteAttribute.MetricMtu, out var mtu) ? mtu.Read<uint>() : 0;

    private static Address? ReadVia(NetlinkAttribute attribute) =>
        attribute.Value.Length is 6 or 18 ? Address.FromBytes(attribute.Value[sizeof(ushort)..]) : null;

    private static List<NextHop> ReadNextHops(ReadOnlySpan<byte> list)
    {
        var hops = new List<NextHop>();
        while (MemoryMarshal.TryRead(list, out NextHopHeader header) &&
            header.Length >= NextHopHeader.Size && header.Length <= list.Length)
        {
            Address? gateway = null;
            foreach (var attribute in new NetlinkAttributes(list[NextHopHeader.Size..header.Length]))
            {
                if (attribute.Type == RouteAttribute.Gateway) gateway = attribute.ReadAddress();
                else if (attribute.Type == RouteAttribute.Via) gateway = ReadVia(attribute);
            }
            hops.Add(new NextHop(gateway, header.Index, header.Hops + 1, (RouteFlags)header.Flags));
            list = list[Math.Min(header.Length + 3 & -4, list.Length)..];
        }
        return hops;
    }
}
