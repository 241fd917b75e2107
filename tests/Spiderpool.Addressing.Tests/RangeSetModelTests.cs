using CsCheck;

namespace Spiderpool.Addressing.Tests;

/// <summary>Each operation of a range set against a plain set of addresses.</summary>
public class RangeSetModelTests
{
    private const int Iterations = 3_000;

    [Fact]
    public void A_set_has_the_addresses_of_its_ranges() => SmallUniverse.Ranges.Sample(ranges =>
        AssertIs(SmallUniverse.Model(ranges), RangeSet.Of(ranges)), iter: Iterations);

    [Fact]
    public void A_set_of_addresses_has_them_all_once() => SmallUniverse.One.Array[0, 40].Sample(addresses =>
        AssertIs([.. addresses], RangeSet.OfAddresses(addresses)), iter: Iterations);

    [Fact]
    public void Union_difference_and_intersection_are_those_of_the_model() =>
        Gen.Select(SmallUniverse.Ranges, SmallUniverse.Ranges).Sample((a, b) =>
        {
            var (first, second) = (SmallUniverse.Model(a), SmallUniverse.Model(b));

            AssertIs([.. first.Union(second)], RangeSet.Of(a).Union(RangeSet.Of(b)));
            AssertIs([.. first.Except(second)], RangeSet.Of(a).Except(RangeSet.Of(b)));
            AssertIs([.. first.Intersect(second)], RangeSet.Of(a).Intersect(RangeSet.Of(b)));
        }, iter: Iterations);

    [Fact]
    public void Two_sets_are_equal_when_their_addresses_are() =>
        Gen.Select(SmallUniverse.Range.Array[0, 3], SmallUniverse.Range.Array[0, 3]).Sample((a, b) =>
        {
            var (first, second) = (RangeSet.Of(a), RangeSet.Of(b));

            Assert.Equal(SmallUniverse.Model(a).SetEquals(SmallUniverse.Model(b)), first.Equals(second));
            if (first.Equals(second)) Assert.Equal(first.GetHashCode(), second.GetHashCode());
        }, iter: Iterations);

    [Fact]
    public void Addresses_come_ascending_from_above_the_cursor_and_wrap_around() =>
        Gen.Select(SmallUniverse.Ranges, SmallUniverse.One).Sample((ranges, cursor) =>
        {
            var model = SmallUniverse.Model(ranges);
            var expected = model.Where(address => address > cursor).Concat(model.Where(address => address <= cursor));

            Assert.Equal(expected, RangeSet.Of(ranges).AddressesAfter(cursor));
            Assert.Equal(model, RangeSet.Of(ranges).AddressesAfter(null));
        }, iter: Iterations);

    [Fact]
    public void The_next_free_address_is_the_first_unused_above_the_cursor_around_the_circle() =>
        Gen.Select(SmallUniverse.Ranges, SmallUniverse.One, SmallUniverse.One.Array[0, 60]).Sample((ranges, cursor, used) =>
        {
            var free = SmallUniverse.Model(ranges).Except(used).Select(address => (Address?)address);
            var expected = free.FirstOrDefault(address => address > cursor) ?? free.FirstOrDefault();
            var asked = 0;

            var found = RangeSet.Of(ranges).NextFree(cursor, address =>
            {
                asked++;
                return used.Contains(address);
            });

            Assert.Equal(expected, found);
            Assert.InRange(asked, 0, used.Distinct().Count() + 1);
        }, iter: Iterations);

    [Fact]
    public void The_text_of_a_set_is_sorted_maximal_and_gives_the_set_back() => SmallUniverse.Ranges.Sample(ranges =>
    {
        var set = RangeSet.Of(ranges);

        Assert.Equal(set, RangeSet.Parse(set.ToStrings()));
        Assert.Equal(set, RangeSet.Parse(ranges.Select(range => range.ToString())));
        Assert.Equal(string.Join(",", set.ToStrings()), set.ToString());
    });

    private static void AssertIs(SortedSet<Address> model, RangeSet set)
    {
        Assert.Equal(SmallUniverse.All, SmallUniverse.All.Where(address => set.Contains(address) == model.Contains(address)));
        Assert.Equal((UInt128)model.Count, set.AddressCount);
        Assert.Equal(model.Count == 0, set.IsEmpty);
        Assert.Equal(model, Enumerable.Range(0, model.Count).Select(n => set.ElementAt((UInt128)n)));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.ElementAt((UInt128)model.Count));
        // Sorted, disjoint and maximal: a step from one range to the next leaves out an address at least.
        Assert.All(set.Zip(set.Skip(1)), pair =>
        {
            Assert.True(pair.First.Last < pair.Second.First);
            Assert.False(pair.First.Family == pair.Second.Family && pair.Second.First.Value - pair.First.Last.Value == 1);
        });
    }
}
