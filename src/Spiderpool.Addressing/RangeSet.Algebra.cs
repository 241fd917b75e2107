using System.Collections.Immutable;

namespace Spiderpool.Addressing;

public sealed partial class RangeSet
{
    public RangeSet Union(RangeSet other)
    {
        if (other.IsEmpty) return this;
        return IsEmpty ? other : Of(_ranges.Concat(other._ranges));
    }

    /// <summary>Addresses of this set that are not in the other.</summary>
    public RangeSet Except(RangeSet other)
    {
        if (IsEmpty || other.IsEmpty) return this;
        var result = ImmutableArray.CreateBuilder<AddressRange>(_ranges.Length);
        var cut = 0;
        foreach (var range in _ranges)
        {
            while (cut < other.Count && other[cut].Last < range.First) cut++;
            var first = range.First;
            var consumed = false;
            for (var i = cut; i < other.Count && other[i].First <= range.Last; i++)
            {
                if (other[i].First > first) result.Add(new AddressRange(first, Previous(other[i].First)));
                if (other[i].Last >= range.Last)
                {
                    consumed = true;
                    break;
                }
                first = Next(other[i].Last);
            }
            if (!consumed) result.Add(new AddressRange(first, range.Last));
        }
        return new RangeSet(result.DrainToImmutable());
    }

    /// <summary>Addresses that are in both sets.</summary>
    public RangeSet Intersect(RangeSet other)
    {
        var result = ImmutableArray.CreateBuilder<AddressRange>();
        for (int i = 0, j = 0; i < Count && j < other.Count;)
        {
            var first = this[i].First > other[j].First ? this[i].First : other[j].First;
            var last = this[i].Last < other[j].Last ? this[i].Last : other[j].Last;
            if (first.Family == last.Family && first <= last) result.Add(new AddressRange(first, last));
            if (this[i].Last < other[j].Last) i++;
            else j++;
        }
        return new RangeSet(result.DrainToImmutable());
    }

    private static Address Next(Address address) => new(address.Family, address.Value + 1);

    private static Address Previous(Address address) => new(address.Family, address.Value - 1);
}
