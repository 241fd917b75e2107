using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Subnets;

/// <summary>Some addresses of a set. What is taken from below and given back from above stays in few ranges.</summary>
internal static class AddressPick
{
    /// <summary>The lowest <paramref name="count"/> addresses, or all when there are fewer.</summary>
    public static RangeSet Lowest(RangeSet set, UInt128 count)
    {
        var picked = new List<AddressRange>();
        foreach (var range in set)
        {
            if (count == 0) break;
            var size = UInt128.Min(range.Count, count);
            picked.Add(new AddressRange(range.First, new Address(range.Family, range.First.Value + (size - 1))));
            count -= size;
        }
        return RangeSet.Of(picked);
    }

    /// <summary>The highest <paramref name="count"/> addresses, or all when there are fewer.</summary>
    public static RangeSet Highest(RangeSet set, UInt128 count)
    {
        var picked = new List<AddressRange>();
        foreach (var range in set.Reverse())
        {
            if (count == 0) break;
            var size = UInt128.Min(range.Count, count);
            picked.Add(new AddressRange(new Address(range.Family, range.Last.Value - (size - 1)), range.Last));
            count -= size;
        }
        return RangeSet.Of(picked);
    }
}
