using Spiderpool.Addressing;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Pure: the fewest CIDRs that are exactly these, so that the blocks of a thousand nodes become a few routes.</summary>
internal static class CidrCover
{
    public static IReadOnlyList<string> Of(IEnumerable<string> cidrs)
    {
        var ranges = new List<AddressRange>();
        foreach (var cidr in cidrs)
        {
            if (Prefix.TryParse(cidr, out var prefix)) ranges.Add(prefix.Range);
        }
        return [.. RangeSet.Of(ranges).SelectMany(Split).Select(prefix => prefix.ToString())];
    }

    private static IEnumerable<Prefix> Split(AddressRange range)
    {
        var (first, bits) = (range.First, range.Family.BitLength());
        while (true)
        {
            // As large as its start is aligned, and no larger than what is left.
            var size = Math.Min((int)UInt128.TrailingZeroCount(first.Value), bits);
            while (new Prefix(first, bits - size).Last > range.Last) size--;
            var prefix = new Prefix(first, bits - size);
            yield return prefix;
            if (prefix.Last == range.Last) yield break;
            first = new Address(first.Family, prefix.Last.Value + 1);
        }
    }
}
