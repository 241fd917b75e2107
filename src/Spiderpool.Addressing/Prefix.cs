using System.Diagnostics.CodeAnalysis;

namespace Spiderpool.Addressing;

/// <summary>
/// An address with a prefix length, as CNI and rtnetlink carry it. <see cref="Address"/> may have host bits
/// (10.0.0.5/24); <see cref="Network"/> is the canonical subnet.
/// </summary>
/// <param name="Address">Address, host bits kept.</param>
/// <param name="Length">Prefix length in bits, 0 to 32 or 0 to 128.</param>
/// <exception cref="ArgumentOutOfRangeException">The length is not one of the address's family.</exception>
public readonly record struct Prefix(Address Address, int Length) : IParsable<Prefix>
{
    public Address Address { get; } = Address;

    public int Length { get; } = Length >= 0 && Length <= Address.Family.BitLength()
        ? Length
        : throw new ArgumentOutOfRangeException(nameof(Length), Length, $"no prefix length of an {Address.Family} address");

    public IPFamily Family => Address.Family;

    /// <summary>The same prefix with all host bits zero.</summary>
    public Prefix Network => new(new Address(Family, Address.Value & Mask), Length);

    /// <summary>Whether no host bit is set (spec/crds.md 2: the form that a pool's subnet must have).</summary>
    public bool IsCanonical => (Address.Value & ~Mask & Family.MaxValue()) == 0;

    public Address First => Network.Address;

    public Address Last => new(Family, Address.Value & Mask | ~Mask & Family.MaxValue());

    public AddressRange Range => new(First, Last);

    private UInt128 Mask
    {
        get
        {
            var hostBits = Family.BitLength() - Length;
            return hostBits >= 128 ? UInt128.Zero : (UInt128.MaxValue << hostBits) & Family.MaxValue();
        }
    }

    public bool Contains(Address address) =>
        address.Family == Family && (address.Value & Mask) == (Address.Value & Mask);

    /// <summary>Whether each address of <paramref name="other"/> is in this prefix.</summary>
    public bool Contains(Prefix other) => other.Length >= Length && Contains(other.Address);

    public bool Overlaps(Prefix other) => Length <= other.Length ? Contains(other.Address) : other.Contains(Address);

    /// <summary>Prefix that holds exactly one address: /32 or /128.</summary>
    public static Prefix Host(Address address) => new(address, address.Family.BitLength());

    /// <summary>Parses <c>address/length</c>; the length has no sign, blanks or leading zeros.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, out Prefix result)
    {
        result = default;
        var slash = s.LastIndexOf('/');
        if (slash < 0 || !Address.TryParse(s[..slash], out var address)) return false;
        var digits = s[(slash + 1)..];
        if (digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0')) return false;
        var length = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return false;
            length = length * 10 + (c - '0');
        }
        if (length > address.Family.BitLength()) return false;
        result = new Prefix(address, length);
        return true;
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{char}, out Prefix)"/>.</summary>
    /// <exception cref="FormatException">The text is no prefix; the message quotes it.</exception>
    public static Prefix Parse(ReadOnlySpan<char> s) => TryParse(s, out var prefix)
        ? prefix
        : throw new FormatException($"\"{Excerpt.Of(s)}\" is not an address with a prefix length (CIDR notation)");

    public override string ToString() => $"{Address}/{Length}";

    static Prefix IParsable<Prefix>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Prefix>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Prefix result) =>
        TryParse(s.AsSpan(), out result);
}
