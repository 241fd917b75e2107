using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// One attribute of a message. The readers give the default value when the length is wrong: what the kernel sends is
/// trusted to have the shape of its headers, and a newer kernel's wider value must not break a dump.
/// </summary>
public readonly ref struct NetlinkAttribute
{
    private const ushort TypeMask = 0x3FFF;

    internal NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
    {
        Type = (ushort)(type & TypeMask);
        Value = value;
    }

    /// <summary>Type without the flags for nesting and byte order.</summary>
    public ushort Type { get; }

    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The attributes inside this one.</summary>
    public NetlinkAttributes Nested => new(Value);

    /// <summary>Reads a number or structure in host byte order.</summary>
    public T Read<T>() where T : unmanaged => Value.Length >= Unsafe.SizeOf<T>() ? MemoryMarshal.Read<T>(Value) : default;

    public ushort ReadUInt16BigEndian() => Value.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Value) : default;

    public uint ReadUInt32BigEndian() => Value.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(Value) : default;

    /// <summary>Reads UTF-8 text up to the NUL.</summary>
    public string ReadString()
    {
        var end = Value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Value : Value[..end]);
    }

    /// <summary>Reads an address of 4 or 16 bytes; null for any other length.</summary>
    public Address? ReadAddress() => Value.Length is 4 or 16 ? Address.FromBytes(Value) : null;

    /// <summary>Reads a link-layer address; null if it does not have 6 bytes, as on InfiniBand and tunnels.</summary>
    public MacAddress? ReadMac() => Value.Length == MacAddress.Length ? MacAddress.FromBytes(Value) : null;
}
