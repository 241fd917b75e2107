using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Spiderpool.Linux;

/// <summary>A 48-bit link-layer address (IEEE 802 MAC).</summary>
public readonly record struct MacAddress : IParsable<MacAddress>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 6;

    private readonly ulong _value;

    private MacAddress(ulong value) => _value = value;

    /// <summary>ff:ff:ff:ff:ff:ff.</summary>
    public static MacAddress Broadcast { get; } = new(0xFFFF_FFFF_FFFF);

    /// <summary>Whether the group bit is set; the broadcast address is one of these.</summary>
    public bool IsMulticast => (_value >> 40 & 1) != 0;

    /// <summary>Whether all bits are zero: "not known" in an ARP request.</summary>
    public bool IsZero => _value == 0;

    /// <summary>A random unicast, locally administered address.</summary>
    public static MacAddress NewRandom()
    {
        Span<byte> bytes = stackalloc byte[Length];
        RandomNumberGenerator.Fill(bytes);
        bytes[0] = (byte)(bytes[0] & 0xFC | 0x02);
        return FromBytes(bytes);
    }

    /// <summary>Reads the first 6 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 6 bytes.</exception>
    public static MacAddress FromBytes(ReadOnlySpan<byte> bytes) =>
        new((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    /// <summary>Writes 6 bytes.</summary>
    public void WriteBytes(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(_value >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)_value);
    }

    /// <summary>Parses six pairs of hexadecimal digits joined by <c>:</c> or by <c>-</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, out MacAddress result)
    {
        result = default;
        if (s.Length != 17) return false;
        ulong value = 0;
        for (var i = 0; i < s.Length; i += 3)
        {
            if (i > 0 && (s[i - 1] is not (':' or '-') || s[i - 1] != s[2])) return false;
            if (!char.IsAsciiHexDigit(s[i]) || !char.IsAsciiHexDigit(s[i + 1])) return false;
            value = value << 8 | byte.Parse(s.Slice(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
        result = new MacAddress(value);
        return true;
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{char}, out MacAddress)"/>.</summary>
    /// <exception cref="FormatException">The text is no MAC address.</exception>
    public static MacAddress Parse(ReadOnlySpan<char> s) => TryParse(s, out var mac)
        ? mac
        : throw new FormatException($"\"{s[..Math.Min(s.Length, 32)]}\" is not a MAC address (six hexadecimal pairs)");

    /// <summary>Lower case, joined by colons, as the kernel prints it.</summary>
    public override string ToString() => string.Create(17, _value, static (text, value) =>
    {
        for (var i = 0; i < Length; i++)
        {
            if (i > 0) text[i * 3 - 1] = ':';
            ((byte)(value >> 8 * (Length - 1 - i))).TryFormat(text[(i * 3)..], out _, "x2");
        }
    });

    static MacAddress IParsable<MacAddress>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<MacAddress>.TryParse(string? s, IFormatProvider? provider, out MacAddress result) =>
        TryParse(s.AsSpan(), out result);
}
