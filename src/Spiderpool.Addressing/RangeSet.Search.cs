namespace Spiderpool.Addressing;

public sealed partial class RangeSet
{
    /// <summary>The n-th address in ascending order, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The set has not so many addresses.</exception>
    public Address ElementAt(UInt128 n)
    {
        foreach (var range in _ranges)
        {
            if (n <= range.Last.Value - range.First.Value) return new Address(range.Family, range.First.Value + n);
            n -= range.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(n), "the set has not so many addresses");
    }

    /// <summary>
    /// Each address of the set once: ascending from the first one above <paramref name="after"/>, then, wrapped
    /// around, from the lowest up to <paramref name="after"/> itself. Null starts at the lowest.
    /// </summary>
    public IEnumerable<Address> AddressesAfter(Address? after)
    {
        if (IsEmpty) yield break;
        var start = after is { } cursor ? IndexAtOrBefore(cursor) : -1;
        if (start >= 0 && _ranges[start].Last > after!.Value)
        {
            foreach (var address in Walk(new AddressRange(Next(after.Value), _ranges[start].Last))) yield return address;
        }
        for (var i = start + 1; i < _ranges.Length; i++)
        {
            foreach (var address in Walk(_ranges[i])) yield return address;
        }
        for (var i = 0; i <= start; i++)
        {
            var last = i == start && after!.Value < _ranges[i].Last ? after.Value : _ranges[i].Last;
            foreach (var address in Walk(new AddressRange(_ranges[i].First, last))) yield return address;
        }
    }

    /// <summary>
    /// Next fit: the first address above <paramref name="after"/>, wrapping around, that <paramref name="isUsed"/>
    /// does not name. Visits at most one address more than there are used ones.
    /// </summary>
    /// <returns>Null when each address of the set is used.</returns>
    public Address? NextFree(Address? after, Func<Address, bool> isUsed)
    {
        foreach (var address in AddressesAfter(after))
        {
            if (!isUsed(address)) return address;
        }
        return null;
    }

    private static IEnumerable<Address> Walk(AddressRange range)
    {
        for (var value = range.First.Value; ; value++)
        {
            yield return new Address(range.Family, value);
            if (value == range.Last.Value) yield break;
        }
    }
}
