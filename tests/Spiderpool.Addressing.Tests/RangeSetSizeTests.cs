namespace Spiderpool.Addressing.Tests;

/// <summary>Cost follows the number of ranges and of used addresses, not the size of the subnet.</summary>
public class RangeSetSizeTests
{
    [Theory]
    [InlineData("10.0.0.0/24")]
    [InlineData("10.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("fd00::/48")]
    [InlineData("::/0")]
    public void A_subnet_of_any_size_is_one_range_and_two_with_a_hole(string subnet)
    {
        var prefix = Prefix.Parse(subnet);
        var all = RangeSet.Of(prefix.Range);
        var hole = RangeSet.OfAddresses([new Address(prefix.Family, prefix.First.Value + 100)]);
        var holed = all.Except(hole);

        Assert.Single(all);
        Assert.Equal(2, holed.Count);
        Assert.Equal(all, holed.Union(hole));
        Assert.Equal(hole, all.Intersect(hole));
        Assert.Equal(holed, holed.Intersect(all));
        Assert.False(holed.Contains(hole[0].First));
        Assert.True(holed.Contains(prefix.Last));
    }

    [Theory]
    [InlineData("10.0.0.0/24", "256")]
    [InlineData("10.0.0.0/8", "16777216")]
    [InlineData("0.0.0.0/0", "4294967296")]
    [InlineData("fd00::/48", "1208925819614629174706176")]
    [InlineData("::/1", "170141183460469231731687303715884105728")]
    [InlineData("::/0", "340282366920938463463374607431768211455")] // saturated, one less than there are
    public void The_addresses_are_counted_by_subtraction(string subnet, string count) =>
        Assert.Equal(UInt128.Parse(count), RangeSet.Of(Prefix.Parse(subnet).Range).AddressCount);

    [Fact]
    public void The_count_of_several_ranges_saturates() =>
        Assert.Equal(
            UInt128.MaxValue, RangeSet.Of(Prefix.Parse("::/0").Range, Prefix.Parse("0.0.0.0/0").Range).AddressCount);

    [Theory]
    [InlineData("10.0.0.0/8", "16777215", "10.255.255.255")]
    [InlineData("10.0.0.0/8", "65536", "10.1.0.0")]
    [InlineData("fd00::/48", "1208925819614629174706175", "fd00::ffff:ffff:ffff:ffff:ffff")]
    [InlineData("::/0", "340282366920938463463374607431768211455", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void The_nth_address_is_found_by_addition(string subnet, string n, string address) =>
        Assert.Equal(Address.Parse(address), RangeSet.Of(Prefix.Parse(subnet).Range).ElementAt(UInt128.Parse(n)));

    [Theory]
    [InlineData("10.0.0.0/8", null, "10.0.0.0", 1)]
    [InlineData("10.0.0.0/8", "10.200.0.0", "10.200.0.1", 1)]
    [InlineData("::/0", null, "::", 1)]
    [InlineData("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::", 1)]
    public void The_next_free_address_of_an_empty_subnet_is_the_next(string subnet, string? after, string expected, int questions)
    {
        var asked = 0;
        var found = RangeSet.Of(Prefix.Parse(subnet).Range)
            .NextFree(after is null ? null : Address.Parse(after), _ => ++asked == 0);

        Assert.Equal(Address.Parse(expected), found);
        Assert.Equal(questions, asked);
    }

    [Fact]
    public void The_search_asks_once_more_than_addresses_are_used_whatever_the_size()
    {
        var set = RangeSet.Of(Prefix.Parse("fd00::/48").Range);
        HashSet<Address> used = [.. set.AddressesAfter(null).Take(5_000)];
        var asked = 0;

        var found = set.NextFree(null, address =>
        {
            asked++;
            return used.Contains(address);
        });

        Assert.Equal(Address.Parse("fd00::1388"), found);
        Assert.Equal(5_001, asked);
    }

    [Fact]
    public void A_set_of_many_ranges_stays_sorted_through_each_operation()
    {
        // Each second address of a /20, and the same less each fourth of them.
        static Address At(int value) => new(IPFamily.IPv4, (UInt128)value);
        var odd = RangeSet.OfAddresses(Enumerable.Range(0, 2_048).Select(i => At(2 * i + 1)).Reverse());
        var fewer = odd.Except(RangeSet.OfAddresses(odd.Where((_, i) => i % 4 == 0).Select(range => range.First)));

        Assert.Equal(2_048, odd.Count);
        Assert.Equal(1_536, fewer.Count);
        Assert.Equal(fewer, fewer.Intersect(odd));
        Assert.Equal(odd, fewer.Union(odd));
        Assert.Equal(odd[1_000].First, odd.ElementAt(1_000));
        Assert.All(Enumerable.Range(0, 4_096), value => Assert.Equal(value % 2 == 1, odd.Contains(At(value))));
    }
}
