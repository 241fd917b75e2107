using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>Writes and reads neighbour messages (linux/neighbour.h).</summary>
internal static class NeighbourCodec
{
    public static readonly NetlinkParser<NeighbourEntry> Parse = TryParse;

    private const ushort DestinationAttribute = 1;
    private const ushort MacAttribute = 2;
    private const ushort LinkAttribute = 8;

    public static void Write(ref NetlinkWriter writer, ushort type, NetlinkFlags flags, NeighbourEntry entry)
    {
        writer.BeginMessage(type, flags, new NeighbourHeader
        {
            Family = KernelFamily.Of(entry.Address.Family),
            Index = entry.LinkIndex,
            State = entry.State,
            Flags = (byte)((entry.Proxy ? NeighbourHeader.Proxy : 0) | (entry.Router ? NeighbourHeader.Router : 0)),
        });
        writer.Attribute(DestinationAttribute, entry.Address);
        if (entry.Mac is { } mac) writer.Attribute(MacAttribute, mac);
    }

    public static void List(ref NetlinkWriter writer, int linkIndex, IPFamily? family, bool proxies)
    {
        writer.BeginMessage(RouteMessageType.GetNeighbour, NetlinkFlags.None, new NeighbourHeader
        {
            Family = KernelFamily.Of(family),
            Flags = proxies ? NeighbourHeader.Proxy : (byte)0,
        });
        // The dump of proxies takes no filter.
        if (linkIndex != 0 && !proxies) writer.Attribute(LinkAttribute, linkIndex);
    }

    public static bool TryParse(NetlinkMessage message, [MaybeNullWhen(false)] out NeighbourEntry entry)
    {
        entry = null;
        if (message.Type is not (RouteMessageType.NewNeighbour or RouteMessageType.DeleteNeighbour)) return false;
        if (!message.TryRead(out NeighbourHeader header, out var attributes)) return false;
        if (!attributes.TryGet(DestinationAttribute, out var destination)) return false;
        if (destination.ReadAddress() is not { } address || KernelFamily.Of(address.Family) != header.Family) return false;
        entry = new NeighbourEntry(header.Index, address)
        {
            Mac = attributes.TryGet(MacAttribute, out var mac) ? mac.ReadMac() : null,
            State = header.State,
            Proxy = (header.Flags & NeighbourHeader.Proxy) != 0,
            Router = (header.Flags & NeighbourHeader.Router) != 0,
        };
        return true;
    }
}
