namespace Spiderpool.Addressing;

/// <summary>An inclusive run of addresses of one family.</summary>
public readonly record struct AddressRange
{
    /// <exception cref="ArgumentException">Families differ, or first is above last.</exception>
    public AddressRange(Address first, Address last)
    {
        if (first.Family != last.Family) throw new ArgumentException($"{first} and {last} are of different families");
        if (first > last) throw new ArgumentException($"{first} is above {last}");
        (First, Last) = (first, last);
    }

    public Address First { get; }

    public Address Last { get; }

    public IPFamily Family => First.Family;

    /// <summary>Number of addresses; saturates at <see cref="UInt128.MaxValue"/> for ::/0.</summary>
    public UInt128 Count
    {
        get
        {
            var distance = Last.Value - First.Value;
            return distance == UInt128.MaxValue ? distance : distance + 1;
        }
    }

    public bool Contains(Address address) => address >= First && address <= Last;

    public bool Overlaps(AddressRange other) => Family == other.Family && First <= other.Last && other.First <= Last;

    /// <summary>
    /// Parses one item of an <c>ips</c> list (spec/crds.md 2): a single address or <c>first-last</c>, no blanks,
    /// first not above last, one family.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> s, out AddressRange result)
    {
        result = default;
        var dash = s.IndexOf('-');
        if (dash < 0)
        {
            if (!Address.TryParse(s, out var single)) return false;
            result = new AddressRange(single, single);
            return true;
        }
        if (!Address.TryParse(s[..dash], out var first) || !Address.TryParse(s[(dash + 1)..], out var last)) return false;
        if (first.Family != last.Family || first > last) return false;
        result = new AddressRange(first, last);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no range; the message quotes it and says the notation.</exception>
    public static AddressRange Parse(ReadOnlySpan<char> s) => TryParse(s, out var range)
        ? range
        : throw new FormatException($"\"{Excerpt.Of(s)}\" is not an address or a range \"first-last\" with first <= last");

    /// <summary>The notation of the CRDs: <c>a</c> for one address, <c>a-b</c> for a run.</summary>
    public override string ToString() => First == Last ? First.ToString() : $"{First}-{Last}";
}
