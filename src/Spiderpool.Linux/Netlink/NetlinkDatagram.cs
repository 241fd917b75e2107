using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>Walks over the messages of one datagram; ends at the first that does not fit.</summary>
internal ref struct NetlinkDatagram(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public NetlinkMessage Current { get; private set; }

    /// <summary>Sequence number of the request that the message answers.</summary>
    public uint Sequence { get; private set; }

    public bool MoveNext()
    {
        if (!MemoryMarshal.TryRead(_rest, out NetlinkHeader header)) return false;
        if (header.Length < NetlinkHeader.Size || header.Length > _rest.Length) return false;
        var length = (int)header.Length;
        Current = new NetlinkMessage(header.Type, header.Flags, _rest[NetlinkHeader.Size..length]);
        Sequence = header.Sequence;
        _rest = _rest[Math.Min(length + 3 & -4, _rest.Length)..];
        return true;
    }
}
