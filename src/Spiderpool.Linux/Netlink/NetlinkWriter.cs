using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// Builds one or several netlink messages in a buffer of the caller's stack, which is exchanged for a pooled array when
/// it gets too small. Pass it by reference; dispose it to give the array back.
/// </summary>
/// <param name="initial">First buffer; 512 bytes hold nearly every request of one object.</param>
public ref partial struct NetlinkWriter(Span<byte> initial)
{
    private const int Alignment = 4;

    private Span<byte> _buffer = initial;
    private byte[]? _rented;
    private int _length;
    private int _message = -1;

    /// <summary>Number of messages begun.</summary>
    public int MessageCount { get; private set; }

    /// <summary>Number of bytes written.</summary>
    public readonly int Length => _length;

    /// <summary>Begins a message, which ends where the next begins or the writer is sent.</summary>
    /// <param name="type">Message type, such as RTM_NEWLINK.</param>
    /// <param name="flags">Flags beside REQUEST and ACK, which the socket sets.</param>
    /// <param name="header">Fixed part that the family wants before the attributes.</param>
    public void BeginMessage<T>(ushort type, NetlinkFlags flags, in T header) where T : unmanaged
    {
        EndMessage();
        _message = _length;
        MessageCount++;
        Append(new NetlinkHeader { Type = type, Flags = flags });
        Append(header);
    }

    internal void EndMessage()
    {
        if (_message < 0) return;
        MemoryMarshal.AsRef<NetlinkHeader>(_buffer[_message..]).Length = (uint)(_length - _message);
        _message = -1;
    }

    /// <summary>Ends the last message, numbers all from <paramref name="firstSequence"/> on, and adds flags to each.</summary>
    internal ReadOnlySpan<byte> Seal(uint firstSequence, NetlinkFlags flags)
    {
        EndMessage();
        for (var at = 0; at < _length;)
        {
            ref var header = ref MemoryMarshal.AsRef<NetlinkHeader>(_buffer[at..]);
            header.Sequence = firstSequence++;
            header.Flags |= flags;
            at += (int)header.Length;
        }
        return _buffer[.._length];
    }

    /// <summary>Gives a pooled buffer back; the writer is empty afterwards.</summary>
    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        this = default;
    }

    /// <summary>Appends a fixed structure, padded to the alignment of netlink.</summary>
    public void Append<T>(in T value) where T : unmanaged =>
        MemoryMarshal.Write(Reserve(Unsafe.SizeOf<T>()), in value);

    /// <summary>Next <paramref name="size"/> bytes; the padding after them is zeroed.</summary>
    private Span<byte> Reserve(int size)
    {
        var padded = size + Alignment - 1 & -Alignment;
        if (_length + padded > _buffer.Length) Grow(padded);
        var span = _buffer.Slice(_length, padded);
        span[size..].Clear();
        _length += padded;
        return span[..size];
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, 2 * _buffer.Length));
        _buffer[.._length].CopyTo(larger);
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        _buffer = _rented = larger;
    }
}
