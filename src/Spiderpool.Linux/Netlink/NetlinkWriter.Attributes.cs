using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

public ref partial struct NetlinkWriter
{
    private const int AttributeHeaderSize = 4;

    /// <summary>Appends an attribute of plain bytes.</summary>
    /// <exception cref="ArgumentException">The value is longer than an attribute can be (65,531 bytes).</exception>
    public void Attribute(ushort type, scoped ReadOnlySpan<byte> value) => value.CopyTo(BeginAttribute(type, value.Length));

    /// <summary>Appends a number or structure in host byte order.</summary>
    public void Attribute<T>(ushort type, T value) where T : unmanaged =>
        MemoryMarshal.Write(BeginAttribute(type, Unsafe.SizeOf<T>()), in value);

    /// <summary>Appends text as UTF-8 with the ending NUL that the kernel expects.</summary>
    /// <exception cref="ArgumentException">The text has a NUL, where the kernel would cut it.</exception>
    public void Attribute(ushort type, string value)
    {
        if (value.Contains('\0')) throw new ArgumentException("text for the kernel cannot have a NUL", nameof(value));
        var length = Encoding.UTF8.GetByteCount(value);
        var span = BeginAttribute(type, length + 1);
        Encoding.UTF8.GetBytes(value, span);
        span[length] = 0;
    }

    /// <summary>Appends an address of 4 or 16 bytes.</summary>
    public void Attribute(ushort type, Address value) => value.WriteBytes(BeginAttribute(type, value.Family.ByteLength()));

    /// <summary>Appends a link-layer address.</summary>
    public void Attribute(ushort type, MacAddress value) => value.WriteBytes(BeginAttribute(type, MacAddress.Length));

    /// <summary>Appends a 16-bit number in network byte order, as VLAN protocols and UDP ports are.</summary>
    public void AttributeBigEndian(ushort type, ushort value) =>
        BinaryPrimitives.WriteUInt16BigEndian(BeginAttribute(type, sizeof(ushort)), value);

    /// <summary>Appends a 32-bit number in network byte order, as netfilter has all of its numbers.</summary>
    public void AttributeBigEndian(ushort type, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(BeginAttribute(type, sizeof(uint)), value);

    /// <summary>Appends an attribute without value.</summary>
    public void AttributeFlag(ushort type) => BeginAttribute(type, 0);

    /// <summary>Begins an attribute that holds attributes.</summary>
    /// <returns>Where it begins, for <see cref="EndNested"/>.</returns>
    public int BeginNested(ushort type)
    {
        var start = _length;
        BeginAttribute(type, 0);
        return start;
    }

    /// <summary>Ends the attribute that began at <paramref name="start"/>.</summary>
    public readonly void EndNested(int start)
    {
        var length = _length - start;
        CheckLength(length);
        MemoryMarshal.Write(_buffer[start..], (ushort)length);
    }

    /// <summary>Puts the number of bytes since <paramref name="start"/> there, as a rtnexthop structure has it.</summary>
    internal readonly void PatchLength(int start) => EndNested(start);

    private Span<byte> BeginAttribute(ushort type, int size)
    {
        CheckLength(size + AttributeHeaderSize);
        var span = Reserve(size + AttributeHeaderSize);
        MemoryMarshal.Write(span, (ushort)span.Length);
        MemoryMarshal.Write(span[sizeof(ushort)..], in type);
        return span[AttributeHeaderSize..];
    }

    private static void CheckLength(int length)
    {
        if (length > ushort.MaxValue) throw new ArgumentException($"a netlink attribute cannot have {length} bytes");
    }
}
