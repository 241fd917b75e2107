using CsCheck;

namespace Spiderpool.Addressing.Tests;

/// <summary>The notation of spec.ips: a single address, or first-last.</summary>
public class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", "10.0.0.5", 1)]
    [InlineData("10.0.0.5-10.0.0.5", "10.0.0.5", "10.0.0.5", 1)]
    [InlineData("10.0.0.5-10.0.1.4", "10.0.0.5-10.0.1.4", "10.0.0.5-10.0.1.4", 256)]
    [InlineData("fd00::a-fd00::F", "fd00::a-fd00::f", "fd00::a-fd00::f", 6)]
    [InlineData("0.0.0.0-255.255.255.255", "0.0.0.0-255.255.255.255", "0.0.0.0-255.255.255.255", 4294967296)]
    public void An_item_is_an_address_or_a_run(string text, string written, string again, ulong count)
    {
        var range = AddressRange.Parse(text);

        Assert.Equal(written, range.ToString());
        Assert.Equal(range, AddressRange.Parse(again));
        Assert.Equal(count, range.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("10.0.0.1-")]
    [InlineData("-10.0.0.1")]
    [InlineData("10.0.0.2-10.0.0.1")]
    [InlineData("10.0.0.1-10.0.0.2-10.0.0.3")]
    [InlineData("10.0.0.1--10.0.0.2")]
    [InlineData("10.0.0.1 - 10.0.0.2")]
    [InlineData(" 10.0.0.1")]
    [InlineData("10.0.0.1-20")]
    [InlineData("10.0.0.0/24")]
    [InlineData("10.0.0.1-10.0.0.0/24")]
    [InlineData("10.0.0.1,10.0.0.2")]
    [InlineData("10.0.0.1–10.0.0.2")]
    [InlineData("10.0.0.1-::1")]
    [InlineData("::ffff:10.0.0.1-10.0.0.2")]
    [InlineData("fd00::1%eth0-fd00::2")]
    public void Any_other_item_is_refused_with_the_notation_in_the_message(string text)
    {
        Assert.False(AddressRange.TryParse(text, out var range));
        Assert.Equal(default, range);
        Assert.Equal(
            $"\"{text}\" is not an address or a range \"first-last\" with first <= last",
            Assert.Throws<FormatException>(() => AddressRange.Parse(text)).Message);
    }

    [Theory]
    [InlineData("10.0.0.2", "10.0.0.1", "10.0.0.2 is above 10.0.0.1")]
    [InlineData("10.0.0.2", "::1", "10.0.0.2 and ::1 are of different families")]
    public void A_range_runs_upwards_in_one_family(string first, string last, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(
            () => new AddressRange(Address.Parse(first), Address.Parse(last))).Message);

    [Fact]
    public void The_count_of_all_IPv6_addresses_saturates()
    {
        Assert.Equal(UInt128.MaxValue, Prefix.Parse("::/0").Range.Count);
        Assert.Equal(UInt128.MaxValue, AddressRange.Parse("::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").Count);
    }

    [Fact]
    public void Two_ranges_overlap_when_they_share_an_end_of_one() =>
        Gen.Select(SmallUniverse.Range, SmallUniverse.Range).Sample((a, b) =>
        {
            var expected = SmallUniverse.All.Any(address => a.Contains(address) && b.Contains(address));

            Assert.Equal(expected, a.Overlaps(b));
            Assert.Equal(expected, b.Overlaps(a));
        }, iter: 2_000);

    [Fact]
    public void Each_range_survives_its_text() =>
        SmallUniverse.Range.Sample(range => Assert.Equal(range, AddressRange.Parse(range.ToString())));
}
