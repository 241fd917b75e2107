namespace Spiderpool.Addressing;

public readonly partial struct Address : ISpanParsable<Address>, ISpanFormattable
{
    /// <summary>Longest text of an address: an IPv6 address without zone.</summary>
    public const int MaxTextLength = 45;

    /// <summary>
    /// Parses dotted-quad IPv4 (four decimal parts without leading zeros, which some tools read as octal) or
    /// IPv6 (RFC 4291 2.2, without zone and brackets).
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> s, out Address result)
    {
        result = default;
        if (s.Length is < 2 or > MaxTextLength) return false;
        return s.Contains(':') ? TryParseIPv6(s, out result) : TryParseIPv4(s, out result);
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{char}, out Address)"/>.</summary>
    /// <exception cref="FormatException">The text is no address; the message quotes it.</exception>
    public static Address Parse(string s) => Parse(s.AsSpan());

    /// <inheritdoc cref="Parse(string)"/>
    public static Address Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, out var address) ? address : throw new FormatException($"\"{Excerpt.Of(s)}\" is not an IP address");

    /// <summary>Canonical text: dotted quad, or RFC 5952 for IPv6.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        return TryFormat(buffer, out var length) ? new string(buffer[..length]) : string.Empty;
    }

    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        if (IsIPv6) return TryFormatIPv6(destination, out charsWritten);
        var v = (uint)_value;
        return destination.TryWrite($"{v >> 24}.{(v >> 16) & 255}.{(v >> 8) & 255}.{v & 255}", out charsWritten);
    }

    private static bool TryParseIPv4(ReadOnlySpan<char> s, out Address result)
    {
        result = default;
        uint value = 0, octet = 0;
        int parts = 1, digits = 0;
        foreach (var c in s)
        {
            if (c == '.')
            {
                if (digits == 0 || parts++ == 4) return false;
                value = (value << 8) | octet;
                octet = 0;
                digits = 0;
                continue;
            }
            if (!char.IsAsciiDigit(c) || (digits++ > 0 && octet == 0)) return false;
            octet = octet * 10 + (uint)(c - '0');
            if (octet > 255) return false;
        }
        if (parts != 4 || digits == 0) return false;
        result = new Address(IPFamily.IPv4, (value << 8) | octet);
        return true;
    }

    static Address IParsable<Address>.Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());

    static bool IParsable<Address>.TryParse(string? s, IFormatProvider? provider, out Address result) =>
        TryParse(s.AsSpan(), out result);

    static bool ISpanParsable<Address>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Address result) =>
        TryParse(s, out result);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();
}
