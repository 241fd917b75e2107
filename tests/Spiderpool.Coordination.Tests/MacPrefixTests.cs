using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;

namespace Spiderpool.Coordination.Tests;

public class MacPrefixTests
{
    [Theory]
    [InlineData("10.6.0.5", "0a:1b:0a:06:00:05")]
    [InlineData("fd00::1:2:3:4", "0a:1b:00:03:00:04")]
    public void The_MAC_address_ends_in_the_last_four_bytes_of_the_address(string address, string mac)
    {
        Assert.True(MacPrefix.TryParse("0A-1b", out var prefix));
        Assert.Equal(MacAddress.Parse(mac), prefix.With(Address.Parse(address)));
    }

    [Fact]
    public void A_prefix_is_read_if_it_is_one_of_unicast_addresses() => Gen.Select(Gen.Byte, Gen.Byte).Sample((first, second) =>
    {
        var text = $"{first:x2}:{second:x2}";

        Assert.Equal((first & 1) == 0, MacPrefix.TryParse(text, out var prefix));
        if ((first & 1) != 0) return;
        Assert.Equal(text, $"{prefix}");
        Assert.False(prefix.With(Address.Parse("10.0.0.1")).IsMulticast);
    });

    [Fact]
    public void No_text_makes_it_throw() => Gen.String[0, 8].Sample(text =>
        Assert.True(!MacPrefix.TryParse(text, out _) || text.Length == 5));
}
