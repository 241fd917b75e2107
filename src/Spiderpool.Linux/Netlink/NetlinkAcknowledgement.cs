using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>Reads NLMSG_ERROR and NLMSG_DONE with their extended acknowledgement (NETLINK_EXT_ACK, linux/netlink.h).</summary>
internal static class NetlinkAcknowledgement
{
    public const ushort ErrorType = 2;
    public const ushort DoneType = 3;

    // The bits mean other things in a request.
    private const NetlinkFlags Capped = (NetlinkFlags)0x100;
    private const NetlinkFlags WithAttributes = (NetlinkFlags)0x200;
    private const ushort MessageAttribute = 1;

    public static NetlinkResult Parse(NetlinkMessage message)
    {
        // A kernel may end a dump without a status: that is success.
        if (!MemoryMarshal.TryRead(message.Payload, out int status) || status == 0) return default;
        var rest = message.Payload[sizeof(int)..];
        if (message.Type == ErrorType) rest = SkipRequest(rest, message.Flags);
        string? text = null;
        if (message.Flags.HasFlag(WithAttributes) &&
            new NetlinkAttributes(rest).TryGet(MessageAttribute, out var attribute)) text = attribute.ReadString();
        return new NetlinkResult((Errno)(-status), text);
    }

    private static ReadOnlySpan<byte> SkipRequest(ReadOnlySpan<byte> rest, NetlinkFlags flags)
    {
        if (!MemoryMarshal.TryRead(rest, out NetlinkHeader request)) return [];
        var skip = flags.HasFlag(Capped) ? NetlinkHeader.Size : (int)Math.Min(request.Length, int.MaxValue - 3) + 3 & -4;
        return skip <= rest.Length ? rest[skip..] : [];
    }
}
