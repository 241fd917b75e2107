namespace Spiderpool.Addressing;

// The library's parser takes octal numbers, zones, brackets and ports, and its text has dotted quads where RFC 5952
// wants none.
public readonly partial struct Address
{
    private const int Groups = 8;

    private static bool TryParseIPv6(ReadOnlySpan<char> s, out Address result)
    {
        result = default;
        UInt128 beforeGap = 0, value = 0;
        int count = 0, gap = -1;
        if (s.StartsWith("::", StringComparison.Ordinal))
        {
            gap = 0;
            s = s[2..];
        }
        while (!s.IsEmpty)
        {
            var colon = s.IndexOf(':');
            if (colon < 0 && s.Contains('.'))
            {
                if (!TryParseIPv4(s, out var embedded)) return false;
                value = (value << 32) | embedded._value;
                count += 2;
                break;
            }
            if (count++ == Groups || !TryParseGroup(colon < 0 ? s : s[..colon], out var group)) return false;
            value = (value << 16) | group;
            if (colon < 0) break;
            s = s[(colon + 1)..];
            if (s.IsEmpty) return false;
            if (s[0] != ':') continue;
            if (gap >= 0) return false;
            (gap, beforeGap, value) = (count, value, 0);
            s = s[1..];
        }
        // A gap stands for one group at least (RFC 4291 2.2).
        if (gap < 0 ? count != Groups : count >= Groups) return false;
        if (gap > 0) value |= beforeGap << (16 * (Groups - gap));
        result = new Address(IPFamily.IPv6, value);
        return true;
    }

    private static bool TryParseGroup(ReadOnlySpan<char> s, out ushort group)
    {
        group = 0;
        if (s.Length is 0 or > 4) return false;
        foreach (var c in s)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
            group = (ushort)((group << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10));
        }
        return true;
    }

    /// <summary>RFC 5952 4; an IPv4-mapped address ends in a dotted quad (section 5), no other does.</summary>
    private bool TryFormatIPv6(Span<char> destination, out int charsWritten)
    {
        if (_value >> 32 == 0xFFFF)
        {
            return destination.TryWrite($"::ffff:{new Address(IPFamily.IPv4, (uint)_value)}", out charsWritten);
        }
        Span<char> text = stackalloc char[MaxTextLength];
        var (gap, gapEnd) = LongestRunOfZeros();
        var length = 0;
        for (var i = 0; i < Groups; i++)
        {
            if (i == gap)
            {
                text[length++] = ':';
                text[length++] = ':';
                i = gapEnd;
                if (i == Groups) break;
            }
            else if (i > 0)
            {
                text[length++] = ':';
            }
            GroupAt(i).TryFormat(text[length..], out var digits, "x");
            length += digits;
        }
        charsWritten = text[..length].TryCopyTo(destination) ? length : 0;
        return charsWritten > 0;
    }

    private ushort GroupAt(int index) => (ushort)(_value >> (16 * (Groups - 1 - index)));

    /// <summary>The first of the longest runs of two or more groups that are zero; -1 for none.</summary>
    private (int Start, int End) LongestRunOfZeros()
    {
        var (start, end) = (-1, -1);
        for (var i = 0; i < Groups; i++)
        {
            var first = i;
            while (i < Groups && GroupAt(i) == 0) i++;
            if (i - first > Math.Max(end - start, 1)) (start, end) = (first, i);
        }
        return (start, end);
    }
}
