using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Spiderpool.Addressing;

/// <summary>
/// One IPv4 or IPv6 address. Ordered by family, then by value; two addresses of different families are never equal
/// (an IPv4-mapped IPv6 address is an IPv6 address).
/// </summary>
public readonly partial struct Address : IEquatable<Address>, IComparable<Address>
{
    private readonly UInt128 _value;
    private readonly IPFamily _family;

    /// <param name="family">Address family.</param>
    /// <param name="value">Address as an unsigned number in host order; at most 32 bits for IPv4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has more bits than the family.</exception>
    public Address(IPFamily family, UInt128 value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, family.MaxValue());
        (_family, _value) = (family, value);
    }

    /// <summary>Family; <see cref="IPFamily.IPv4"/> for the default value, which is 0.0.0.0.</summary>
    public IPFamily Family => _family == 0 ? IPFamily.IPv4 : _family;

    /// <summary>The address as an unsigned number.</summary>
    public UInt128 Value => _value;

    public bool IsIPv4 => Family == IPFamily.IPv4;

    public bool IsIPv6 => Family == IPFamily.IPv6;

    /// <summary>0.0.0.0 or ::.</summary>
    public bool IsUnspecified => _value == UInt128.Zero;

    /// <summary>224.0.0.0/4 (RFC 5771) or ff00::/8 (RFC 4291 2.7).</summary>
    public bool IsMulticast => IsIPv4 ? _value >> 28 == 0xE : _value >> 120 == 0xFF;

    /// <summary>127.0.0.0/8 (RFC 1122 3.2.1.3) or ::1.</summary>
    public bool IsLoopback => IsIPv4 ? _value >> 24 == 127 : _value == UInt128.One;

    /// <summary>169.254.0.0/16 (RFC 3927) or fe80::/10 (RFC 4291 2.5.6).</summary>
    public bool IsLinkLocal => IsIPv4 ? _value >> 16 == 0xA9FE : _value >> 118 == 0x3FA;

    /// <summary>Reads 4 bytes as IPv4 or 16 bytes as IPv6, in network order.</summary>
    /// <exception cref="ArgumentException">Any other length.</exception>
    public static Address FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => new(IPFamily.IPv4, BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        16 => new(IPFamily.IPv6, BinaryPrimitives.ReadUInt128BigEndian(bytes)),
        _ => throw new ArgumentException($"an address has 4 or 16 bytes, not {bytes.Length}", nameof(bytes)),
    };

    /// <summary>Writes the address in network order.</summary>
    /// <returns>Number of bytes written: 4 or 16.</returns>
    public int WriteBytes(Span<byte> destination)
    {
        if (IsIPv4) BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_value);
        else BinaryPrimitives.WriteUInt128BigEndian(destination, _value);
        return Family.ByteLength();
    }

    public bool Equals(Address other) => _value == other._value && Family == other.Family;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Address other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_value, Family);

    public int CompareTo(Address other) =>
        Family != other.Family ? Family.CompareTo(other.Family) : _value.CompareTo(other._value);

    public static bool operator ==(Address left, Address right) => left.Equals(right);

    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;
}
