using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>One received message.</summary>
public readonly ref struct NetlinkMessage
{
    internal NetlinkMessage(ushort type, NetlinkFlags flags, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Flags = flags;
        Payload = payload;
    }

    /// <summary>Message type, such as RTM_NEWLINK.</summary>
    public ushort Type { get; }

    public NetlinkFlags Flags { get; }

    /// <summary>What follows the netlink header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Splits the payload into the family's fixed header and the attributes.</summary>
    /// <returns>False if the payload is shorter than the header.</returns>
    public bool TryRead<T>(out T header, out NetlinkAttributes attributes) where T : unmanaged
    {
        attributes = default;
        if (!MemoryMarshal.TryRead(Payload, out header)) return false;
        attributes = new NetlinkAttributes(Payload[Math.Min(Unsafe.SizeOf<T>() + 3 & -4, Payload.Length)..]);
        return true;
    }
}
