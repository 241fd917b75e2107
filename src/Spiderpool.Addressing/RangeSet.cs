using System.Collections;
using System.Collections.Immutable;

namespace Spiderpool.Addressing;

/// <summary>
/// An immutable set of addresses as sorted, disjoint, maximal ranges. Cost follows the number of ranges, never the
/// number of addresses: a /8 or a /48 is one range. Addresses of both families may be in one set; IPv4 sorts first.
/// </summary>
public sealed partial class RangeSet : IEquatable<RangeSet>, IReadOnlyList<AddressRange>
{
    private readonly ImmutableArray<AddressRange> _ranges;

    private RangeSet(ImmutableArray<AddressRange> ranges) => _ranges = ranges;

    public static RangeSet Empty { get; } = new([]);

    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>Number of ranges.</summary>
    public int Count => _ranges.Length;

    public AddressRange this[int index] => _ranges[index];

    /// <summary>Number of addresses; saturates at <see cref="UInt128.MaxValue"/>.</summary>
    public UInt128 AddressCount
    {
        get
        {
            UInt128 sum = 0;
            foreach (var range in _ranges)
            {
                var next = sum + range.Count;
                if (next < sum) return UInt128.MaxValue;
                sum = next;
            }
            return sum;
        }
    }

    /// <summary>The union of ranges in any order, overlapping or not.</summary>
    public static RangeSet Of(params IEnumerable<AddressRange> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted, static (a, b) => a.First.CompareTo(b.First));
        return MergeSorted(sorted);
    }

    /// <summary>The union of single addresses in any order.</summary>
    public static RangeSet OfAddresses(IEnumerable<Address> addresses) => Of(addresses.Select(a => new AddressRange(a, a)));

    /// <summary>Parses a list of <c>ips</c> items (spec/crds.md 2).</summary>
    /// <exception cref="FormatException">An item is no range; the message quotes it.</exception>
    public static RangeSet Parse(IEnumerable<string> items) => Of(items.Select(item => AddressRange.Parse(item)));

    public bool Contains(Address address)
    {
        var index = IndexAtOrBefore(address);
        return index >= 0 && _ranges[index].Contains(address);
    }

    /// <summary>The set's items in the notation of the CRDs, ascending.</summary>
    public IReadOnlyList<string> ToStrings() => [.. _ranges.Select(r => r.ToString())];

    public override string ToString() => string.Join(",", _ranges);

    public bool Equals(RangeSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as RangeSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var range in _ranges) hash.Add(range);
        return hash.ToHashCode();
    }

    public IEnumerator<AddressRange> GetEnumerator() => ((IEnumerable<AddressRange>)_ranges).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Index of the last range that starts at or before the address, or -1.</summary>
    private int IndexAtOrBefore(Address address)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (_ranges[middle].First <= address) low = middle + 1;
            else high = middle - 1;
        }
        return high;
    }

    private static RangeSet MergeSorted(ReadOnlySpan<AddressRange> sorted)
    {
        if (sorted.IsEmpty) return Empty;
        var merged = ImmutableArray.CreateBuilder<AddressRange>(sorted.Length);
        var current = sorted[0];
        foreach (var next in sorted[1..])
        {
            if (Touches(current, next))
            {
                if (next.Last > current.Last) current = new AddressRange(current.First, next.Last);
                continue;
            }
            merged.Add(current);
            current = next;
        }
        merged.Add(current);
        return new RangeSet(merged.DrainToImmutable());
    }

    private static bool Touches(AddressRange current, AddressRange next) =>
        current.Family == next.Family
        && (next.First <= current.Last || next.First.Value - current.Last.Value == UInt128.One);
}
