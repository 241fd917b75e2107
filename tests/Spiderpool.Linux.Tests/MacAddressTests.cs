using CsCheck;

namespace Spiderpool.Linux.Tests;

public sealed class MacAddressTests
{
    [Fact]
    public void Text_and_bytes_read_back() => Gen.Byte.Array[6].Sample(bytes =>
    {
        var mac = MacAddress.FromBytes(bytes);
        var written = new byte[6];
        mac.WriteBytes(written);

        Assert.Equal(bytes, written);
        Assert.Equal(string.Join(':', bytes.Select(b => b.ToString("x2"))), mac.ToString());
        Assert.Equal(mac, MacAddress.Parse(mac.ToString()));
        Assert.Equal(mac, MacAddress.Parse(mac.ToString().ToUpperInvariant().Replace(':', '-')));
        Assert.Equal((bytes[0] & 1) != 0, mac.IsMulticast);
    });

    [Theory]
    [InlineData("")]
    [InlineData("02:00:00:00:00")]
    [InlineData("02:00:00:00:00:0")]
    [InlineData("02:00:00:00:00:001")]
    [InlineData("02:00:00:00:00:01:02")]
    [InlineData("02:00:00:00:00:0g")]
    [InlineData("02:00:00-00:00:01")]
    [InlineData("02-00:00:00:00:01")]
    [InlineData("02 00 00 00 00 01")]
    [InlineData("0200.0000.0001...")]
    [InlineData("+2:00:00:00:00:01")]
    [InlineData(" 2:00:00:00:00:01")]
    [InlineData("٠٢:00:00:00:00:01")]
    public void Other_text_is_refused(string text)
    {
        Assert.False(MacAddress.TryParse(text, out var mac));
        Assert.Equal(default, mac);
        Assert.Equal($"\"{text}\" is not a MAC address (six hexadecimal pairs)",
            Assert.Throws<FormatException>(() => MacAddress.Parse(text)).Message);
    }

    [Fact]
    public void Long_text_is_cut_in_the_error() =>
        Assert.Equal(32 + 2 + " is not a MAC address (six hexadecimal pairs)".Length,
            Assert.Throws<FormatException>(() => MacAddress.Parse(new string('x', 10_000_000))).Message.Length);

    [Fact]
    public void Random_text_is_read_or_left() => Gen.String[Gen.Char, 0, 20].Sample(text =>
    {
        if (MacAddress.TryParse(text, out var mac)) Assert.Equal(text.Replace('-', ':'), mac.ToString(), ignoreCase: true);
    });

    [Fact]
    public void Random_address_is_a_local_unicast_one_and_never_the_same()
    {
        var drawn = Enumerable.Range(0, 1000).Select(_ => MacAddress.NewRandom()).ToList();

        Assert.All(drawn, mac => Assert.Contains(mac.ToString()[1], "26ae"));
        Assert.Equal(1000, drawn.Distinct().Count());
    }

    [Fact]
    public void Special_addresses_are_known()
    {
        Assert.Equal(("ff:ff:ff:ff:ff:ff", true, false),
            (MacAddress.Broadcast.ToString(), MacAddress.Broadcast.IsMulticast, MacAddress.Broadcast.IsZero));
        Assert.Equal(("00:00:00:00:00:00", false, true),
            (default(MacAddress).ToString(), default(MacAddress).IsMulticast, default(MacAddress).IsZero));
        Assert.Throws<ArgumentOutOfRangeException>(() => MacAddress.FromBytes([1, 2, 3, 4, 5]));
    }
}
