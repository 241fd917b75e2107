using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>Writes and reads address messages (linux/if_addr.h).</summary>
internal static class AddressCodec
{
    public static readonly NetlinkParser<AddressEntry> Parse = TryParse;

    private const ushort PeerAttribute = 1;
    private const ushort LocalAttribute = 2;
    private const ushort LabelAttribute = 3;
    private const ushort BroadcastAttribute = 4;
    private const ushort LifetimesAttribute = 6;
    private const ushort FlagsAttribute = 8;

    public static void Write(ref NetlinkWriter writer, ushort type, NetlinkFlags flags, AddressEntry entry)
    {
        writer.BeginMessage(type, flags, new AddressHeader
        {
            Family = KernelFamily.Of(entry.Prefix.Family),
            PrefixLength = (byte)entry.Prefix.Length,
            Scope = entry.Scope,
            Index = entry.LinkIndex,
        });
        writer.Attribute(LocalAttribute, entry.Prefix.Address);
        // Without a peer the kernel wants the address in both attributes.
        writer.Attribute(PeerAttribute, entry.Peer ?? entry.Prefix.Address);
        if (type == RouteMessageType.DeleteAddress) return;
        if (entry.Flags != 0) writer.Attribute(FlagsAttribute, (uint)entry.Flags);
        if (entry.Broadcast is { } broadcast) writer.Attribute(BroadcastAttribute, broadcast);
        if (entry.Label is { } label) writer.Attribute(LabelAttribute, label);
        if (entry.ValidLifetime is null && entry.PreferredLifetime is null) return;
        writer.Attribute(LifetimesAttribute, new AddressLifetimes
        {
            Valid = AddressLifetimes.Seconds(entry.ValidLifetime),
            Preferred = AddressLifetimes.Seconds(entry.PreferredLifetime ?? entry.ValidLifetime),
        });
    }

    public static void List(ref NetlinkWriter writer, int linkIndex, IPFamily? family) => writer.BeginMessage(
        RouteMessageType.GetAddress, NetlinkFlags.None,
        new AddressHeader { Family = KernelFamily.Of(family), Index = linkIndex });

    public static bool TryParse(NetlinkMessage message, [MaybeNullWhen(false)] out AddressEntry entry)
    {
        entry = null;
        if (message.Type is not (RouteMessageType.NewAddress or RouteMessageType.DeleteAddress)) return false;
        if (!message.TryRead(out AddressHeader header, out var attributes)) return false;
        if (!KernelFamily.TryParse(header.Family, out var family)) return false;
        Address? local = null, peer = null, broadcast = null;
        var flags = (AddressFlags)header.Flags;
        string? label = null;
        var lifetimes = new AddressLifetimes { Valid = AddressLifetimes.Forever, Preferred = AddressLifetimes.Forever };
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case LocalAttribute: local = attribute.ReadAddress(); break;
                case PeerAttribute: peer = attribute.ReadAddress(); break;
                case BroadcastAttribute: broadcast = attribute.ReadAddress(); break;
                case LabelAttribute: label = attribute.ReadString(); break;
                case FlagsAttribute: flags = attribute.Read<AddressFlags>(); break;
                case LifetimesAttribute: lifetimes = attribute.Read<AddressLifetimes>(); break;
            }
        }
        if ((local ?? peer) is not { } address || address.Family != family) return false;
        if (header.PrefixLength > family.BitLength()) return false;
        entry = new AddressEntry(header.Index, new Prefix(address, header.PrefixLength))
        {
            Flags = flags,
            Scope = header.Scope,
            Peer = peer == address ? null : peer,
            Broadcast = broadcast,
            Label = label,
            ValidLifetime = AddressLifetimes.Time(lifetimes.Valid),
            PreferredLifetime = AddressLifetimes.Time(lifetimes.Preferred),
        };
        return true;
    }
}
