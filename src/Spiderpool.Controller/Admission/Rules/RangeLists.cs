using Spiderpool.Addressing;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>Lists of address ranges in specs (spec/crds.md 2).</summary>
internal static class RangeLists
{
    /// <summary>Sorted, without duplicates, in as few ranges as possible. A list of one item, or one with an error, stays.</summary>
    public static IReadOnlyList<string>? Merge(IReadOnlyList<string>? items)
    {
        if (items is not { Count: > 1 }) return items;
        var ranges = new List<AddressRange>();
        foreach (var item in items)
        {
            if (!AddressRange.TryParse(item, out var range)) return items;
            ranges.Add(range);
        }
        var merged = RangeSet.Of(ranges).ToStrings();
        return merged.SequenceEqual(items) ? items : merged;
    }

    /// <summary>The union of the items; each that is no range of the subnet is an error.</summary>
    public static RangeSet Read(IReadOnlyList<string>? items, Prefix? subnet, string field, FieldErrors errors)
    {
        var ranges = new List<AddressRange>();
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            var place = $"{field}[{i}]";
            if (!AddressRange.TryParse(items![i], out var range))
                errors.Invalid(place, items[i], "must be an address or a range \"first-last\" with first <= last, not a CIDR");
            else if (subnet is { } within && !(within.Contains(range.First) && within.Contains(range.Last)))
                errors.Invalid(place, items[i], $"must be inside spec.subnet {within}");
            else if (ranges.FindIndex(range.Overlaps) is >= 0 and var other)
                errors.Invalid(place, items[i], $"overlaps {ranges[other]} of the same list");
            else ranges.Add(range);
        }
        return RangeSet.Of(ranges);
    }
}
