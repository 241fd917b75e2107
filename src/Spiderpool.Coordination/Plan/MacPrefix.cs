using System.Globalization;
using Spiderpool.Addressing;
using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

/// <summary>The first two bytes of MAC addresses whose other four are the interface's IP address.</summary>
public readonly record struct MacPrefix(byte First, byte Second)
{
    /// <summary>Parses two hexadecimal pairs joined by <c>:</c> or <c>-</c>; the first must be a unicast address's (even).</summary>
    public static bool TryParse(string text, out MacPrefix result)
    {
        result = default;
        if (text.Length != 5 || text[2] is not (':' or '-')) return false;
        foreach (var i in (ReadOnlySpan<int>)[0, 1, 3, 4])
        {
            if (!char.IsAsciiHexDigit(text[i])) return false;
        }
        result = new MacPrefix(Byte(text.AsSpan(0, 2)), Byte(text.AsSpan(3, 2)));
        return (result.First & 1) == 0;

        static byte Byte(ReadOnlySpan<char> digits) => byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>The prefix, then the address's last four bytes.</summary>
    public MacAddress With(Address address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = address.WriteBytes(bytes);
        return MacAddress.FromBytes([First, Second, .. bytes[(length - 4)..length]]);
    }

    public override string ToString() => $"{First:x2}:{Second:x2}";
}
