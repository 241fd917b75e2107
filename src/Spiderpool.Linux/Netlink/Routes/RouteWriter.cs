using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>Writes route messages.</summary>
internal static class RouteWriter
{
    // RTM_F_LOOKUP_TABLE: answer with the table that the lookup ended in. IPv6 always does, and refuses the flag.
    private const uint LookupTable = 0x1000;

    public static void Write(ref NetlinkWriter writer, ushort type, NetlinkFlags flags, RouteEntry entry)
    {
        writer.BeginMessage(type, flags, new RouteHeader
        {
            Family = KernelFamily.Of(entry.Destination.Family),
            DestinationLength = (byte)entry.Destination.Length,
            Table = RouteHeader.ShortTable(entry.Table),
            Protocol = entry.Protocol,
            Scope = entry.Scope ?? DefaultScope(type, entry),
            Kind = entry.Kind,
            Flags = (uint)entry.Flags,
        });
        if (!entry.IsDefault) writer.Attribute(RouteAttribute.Destination, entry.Destination.First);
        writer.Attribute(RouteAttribute.Table, entry.Table);
        if (entry.Gateway is { } gateway) WriteGateway(ref writer, entry.Destination.Family, gateway);
        if (entry.LinkIndex != 0) writer.Attribute(RouteAttribute.OutputLink, entry.LinkIndex);
        if (entry.Source is { } source) writer.Attribute(RouteAttribute.PreferredSource, source);
        if (entry.Priority != 0) writer.Attribute(RouteAttribute.Priority, entry.Priority);
        if (entry.Mtu != 0)
        {
            var metrics = writer.BeginNested(RouteAttribute.Metrics);
            writer.Attribute(RouteAttribute.MetricMtu, entry.Mtu);
            writer.EndNested(metrics);
        }
        if (entry.NextHops.Count > 0) WriteNextHops(ref writer, entry);
    }

    public static void List(ref NetlinkWriter writer, IPFamily family, uint? table)
    {
        writer.BeginMessage(RouteMessageType.GetRoute, NetlinkFlags.None, new RouteHeader { Family = KernelFamily.Of(family) });
        if (table is { } number) writer.Attribute(RouteAttribute.Table, number);
    }

    public static void Lookup(ref NetlinkWriter writer, RouteQuery query)
    {
        var bits = (byte)query.Destination.Family.BitLength();
        writer.BeginMessage(RouteMessageType.GetRoute, NetlinkFlags.None, new RouteHeader
        {
            Family = KernelFamily.Of(query.Destination.Family),
            DestinationLength = bits,
            SourceLength = query.Source is null ? (byte)0 : bits,
            Flags = query.Destination.IsIPv4 ? LookupTable : 0,
        });
        writer.Attribute(RouteAttribute.Destination, query.Destination);
        if (query.Source is { } source) writer.Attribute(RouteAttribute.Source, source);
        if (query.InputIndex != 0) writer.Attribute(RouteAttribute.InputLink, query.InputIndex);
        if (query.OutputIndex != 0) writer.Attribute(RouteAttribute.OutputLink, query.OutputIndex);
        if (query.Mark != 0) writer.Attribute(RouteAttribute.Mark, query.Mark);
    }

    private static RouteScope DefaultScope(ushort type, RouteEntry entry)
    {
        if (type == RouteMessageType.DeleteRoute) return RouteScope.Nowhere;
        if (entry.Destination.Family == IPFamily.IPv6) return RouteScope.Universe;
        return entry.Kind switch
        {
            RouteKind.Local => RouteScope.Host,
            RouteKind.Unicast when entry.Gateway is null && !HasGateway(entry.NextHops) => RouteScope.Link,
            RouteKind.Broadcast or RouteKind.Multicast or RouteKind.Anycast => RouteScope.Link,
            _ => RouteScope.Universe,
        };
    }

    private static bool HasGateway(IReadOnlyList<NextHop> hops)
    {
        for (var i = 0; i < hops.Count; i++)
        {
            if (hops[i].Gateway is not null) return true;
        }
        return false;
    }

    private static void WriteNextHops(ref NetlinkWriter writer, RouteEntry entry)
    {
        var list = writer.BeginNested(RouteAttribute.Multipath);
        foreach (var hop in entry.NextHops)
        {
            var start = writer.Length;
            writer.Append(new NextHopHeader { Flags = (byte)hop.Flags, Hops = (byte)(hop.Weight - 1), Index = hop.LinkIndex });
            if (hop.Gateway is { } gateway) WriteGateway(ref writer, entry.Destination.Family, gateway);
            writer.PatchLength(start);
        }
        writer.EndNested(list);
    }

    private static void WriteGateway(ref NetlinkWriter writer, IPFamily family, Address gateway)
    {
        if (gateway.Family == family)
        {
            writer.Attribute(RouteAttribute.Gateway, gateway);
            return;
        }
        Span<byte> via = stackalloc byte[sizeof(ushort) + 16];
        BitConverter.TryWriteBytes(via, (ushort)KernelFamily.Of(gateway.Family));
        var length = gateway.WriteBytes(via[sizeof(ushort)..]);
        writer.Attribute(RouteAttribute.Via, via[..(sizeof(ushort) + length)]);
    }
}
