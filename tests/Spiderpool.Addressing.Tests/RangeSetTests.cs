namespace Spiderpool.Addressing.Tests;

public class RangeSetTests
{
    [Fact]
    public void Items_are_sorted_merged_and_written_as_runs()
    {
        var set = RangeSet.Parse(["10.0.0.9", "fd00::1", "10.0.0.1-10.0.0.3", "10.0.0.4", "10.0.0.2-10.0.0.6", "10.0.0.9"]);

        Assert.Equal(["10.0.0.1-10.0.0.6", "10.0.0.9", "fd00::1"], set.ToStrings());
        Assert.Equal("10.0.0.1-10.0.0.6,10.0.0.9,fd00::1", set.ToString());
        Assert.Equal((UInt128)8, set.AddressCount);
    }

    [Fact]
    public void The_last_IPv4_address_does_not_touch_the_first_IPv6_address() =>
        Assert.Equal(["255.255.255.255", "::"], RangeSet.Parse(["::", "255.255.255.255"]).ToStrings());

    [Fact]
    public void An_item_that_is_no_range_is_quoted() => Assert.StartsWith(
        "\"10.0.0.0/24\" is not", Assert.Throws<FormatException>(() => RangeSet.Parse(["10.0.0.1", "10.0.0.0/24"])).Message);

    [Fact]
    public void The_empty_set_has_nothing()
    {
        Assert.True(RangeSet.Empty.IsEmpty);
        Assert.Equal("", RangeSet.Empty.ToString());
        Assert.Equal((UInt128)0, RangeSet.Empty.AddressCount);
        Assert.Empty(RangeSet.Empty.AddressesAfter(null));
        Assert.Null(RangeSet.Empty.NextFree(Address.Parse("10.0.0.1"), _ => false));
        Assert.Equal(RangeSet.Empty, RangeSet.Of());
    }

    [Fact]
    public void A_set_is_not_changed_by_what_is_made_of_it()
    {
        var set = RangeSet.Parse(["10.0.0.1-10.0.0.9"]);
        _ = set.Except(RangeSet.Parse(["10.0.0.5"]));
        _ = set.Union(RangeSet.Parse(["10.0.0.20"]));

        Assert.Equal("10.0.0.1-10.0.0.9", set.ToString());
    }

    [Fact]
    public void A_search_that_finds_everything_used_asks_for_each_address_once()
    {
        var asked = new List<Address>();

        var found = RangeSet.Parse(["10.0.0.1-10.0.0.3", "10.0.0.7"]).NextFree(Address.Parse("10.0.0.2"), address =>
        {
            asked.Add(address);
            return true;
        });

        Assert.Null(found);
        Assert.Equal(["10.0.0.3", "10.0.0.7", "10.0.0.1", "10.0.0.2"], asked.Select(address => address.ToString()));
    }
}
