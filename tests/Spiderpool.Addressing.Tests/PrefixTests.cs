using CsCheck;

namespace Spiderpool.Addressing.Tests;

public class PrefixTests
{
    [Theory]
    [InlineData("10.1.1.0/24", true)]
    [InlineData("10.1.1.7/24", false)]
    [InlineData("10.1.1.7/32", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("128.0.0.0/0", false)]
    [InlineData("fd00:20::/64", true)]
    [InlineData("fd00:20::1/64", false)]
    [InlineData("::/0", true)]
    [InlineData("8000::/0", false)]
    [InlineData("::1/128", true)]
    public void A_prefix_is_canonical_without_host_bits(string text, bool isCanonical)
    {
        var prefix = Prefix.Parse(text);

        Assert.Equal(isCanonical, prefix.IsCanonical);
        Assert.Equal(isCanonical, prefix == prefix.Network);
        Assert.Equal(text, prefix.ToString());
    }

    [Theory]
    [InlineData("10.1.1.7/24", "10.1.1.0/24", "10.1.1.0", "10.1.1.255")]
    [InlineData("10.1.1.7/0", "0.0.0.0/0", "0.0.0.0", "255.255.255.255")]
    [InlineData("10.1.1.7/31", "10.1.1.6/31", "10.1.1.6", "10.1.1.7")]
    [InlineData("fd00::5/127", "fd00::4/127", "fd00::4", "fd00::5")]
    [InlineData("fd00::5/0", "::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fd00::5/128", "fd00::5/128", "fd00::5", "fd00::5")]
    public void A_network_has_a_first_and_a_last_address(string text, string network, string first, string last)
    {
        var prefix = Prefix.Parse(text);

        Assert.Equal(network, prefix.Network.ToString());
        Assert.Equal(first, prefix.First.ToString());
        Assert.Equal(last, prefix.Last.ToString());
        Assert.Equal(new AddressRange(prefix.First, prefix.Last), prefix.Range);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/24")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/8 ")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.0.0.0/4294967304")]
    [InlineData("10.0.0.0/٨")]
    [InlineData("10/8")]
    [InlineData("fd00::/129")]
    [InlineData("fd00::%eth0/64")]
    public void What_is_no_prefix_is_refused_and_quoted(string text)
    {
        Assert.False(Prefix.TryParse(text, out _));
        Assert.Contains($"\"{text}\"", Assert.Throws<FormatException>(() => Prefix.Parse(text)).Message);
    }

    [Theory]
    [InlineData("10.0.0.0", 33)]
    [InlineData("10.0.0.0", -1)]
    [InlineData("fd00::", 129)]
    public void A_length_that_the_family_has_not_is_refused(string address, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Prefix(Address.Parse(address), length));

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.0/16", true, true)]
    [InlineData("10.255.0.0/16", "10.0.0.0/8", false, true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", true, true)]
    [InlineData("10.0.0.0/8", "11.0.0.0/8", false, false)]
    [InlineData("0.0.0.0/0", "::/0", false, false)]
    [InlineData("::/0", "10.0.0.0/8", false, false)]
    public void Containing_is_for_one_family_and_overlapping_goes_both_ways(string a, string b, bool contains, bool overlaps)
    {
        var (first, second) = (Prefix.Parse(a), Prefix.Parse(b));

        Assert.Equal(contains, first.Contains(second));
        Assert.Equal(overlaps, first.Overlaps(second));
        Assert.Equal(overlaps, second.Overlaps(first));
    }

    [Fact]
    public void An_address_is_inside_when_it_differs_in_host_bits_only() => (
        from address in Addresses.Any
        let bits = address.Family.BitLength()
        from length in Gen.Int[0, bits]
        from bit in Gen.Int[0, bits - 1]
        select (address, length, bit)).Sample((address, length, bit) =>
        {
            var prefix = new Prefix(address, length);
            var other = new Address(address.Family, address.Value ^ (UInt128.One << bit));

            Assert.True(prefix.Contains(address));
            Assert.Equal(bit < address.Family.BitLength() - length, prefix.Contains(other));
            Assert.Equal(prefix.Contains(other), prefix.Range.Contains(other));
            Assert.Equal(prefix.Contains(other), prefix.Network == new Prefix(other, length).Network);
        }, iter: 5_000);

    [Fact]
    public void A_host_prefix_has_one_address() => Addresses.Any.Sample(address =>
    {
        var host = Prefix.Host(address);

        Assert.Equal(new AddressRange(address, address), host.Range);
        Assert.True(host.IsCanonical);
    });
}
