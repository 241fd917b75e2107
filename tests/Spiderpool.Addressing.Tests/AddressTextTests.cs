using System.Net;
using CsCheck;

namespace Spiderpool.Addressing.Tests;

/// <summary>
/// Text of addresses: RFC 4291 2.2 (what is read), RFC 5952 4 and 5 (what is written), RFC 6943 3.1.1 (ambiguous IPv4).
/// </summary>
public class AddressTextTests
{
    [Theory]
    [InlineData("0.0.0.0", 0u)]
    [InlineData("10.20.0.5", 0x0A140005u)]
    [InlineData("255.255.255.255", 0xFFFFFFFFu)]
    [InlineData("1.2.3.4", 0x01020304u)]
    public void A_dotted_quad_is_read_and_written(string text, uint value)
    {
        var address = Address.Parse(text);

        Assert.Equal(new Address(IPFamily.IPv4, value), address);
        Assert.Equal(text, address.ToString());
    }

    // RFC 6943 3.1.1: what inet_aton takes in other ways than inet_pton, and so different programs differently.
    [Theory]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.08")]
    [InlineData("00.0.0.0")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("167772161")]
    [InlineData("10.1")]
    [InlineData("10.0.1")]
    [InlineData("10.0.0.0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.4294967297")]
    [InlineData("10.0.0.")]
    [InlineData(".10.0.0.1")]
    [InlineData("10..0.1")]
    [InlineData("10.0.0.-1")]
    [InlineData("10.0.0.+1")]
    [InlineData("10.0.0.1 ")]
    [InlineData(" 10.0.0.1")]
    [InlineData("10.0.0.1\n")]
    [InlineData("10.0.0.1\0")]
    [InlineData("10.0.0.1/32")]
    [InlineData("10.0.0.1:80")]
    [InlineData("1٠.0.0.1")]
    [InlineData("١.٢.٣.٤")]
    [InlineData("10。0。0。1")]
    public void What_is_no_dotted_quad_is_refused(string text) => Refused(text);

    [Theory]
    [InlineData("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a")] // RFC 4291 2.2
    [InlineData("FF01:0:0:0:0:0:0:101", "ff01::101")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("0:0:0:0:0:0:0:0", "::")]
    [InlineData("0:0:0:0:0:0:13.1.68.3", "::d01:4403")]
    [InlineData("::FFFF:129.144.52.38", "::ffff:129.144.52.38")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("2001:0db8::0001", "2001:db8::1")] // RFC 5952 4.1
    [InlineData("2001:db8:0:0:0:0:2:1", "2001:db8::2:1")] // 4.2.1
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")] // 4.2.2
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")] // 4.2.3, the longest
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")] // 4.2.3, the first of equals
    [InlineData("2001:DB8::ABCD", "2001:db8::abcd")] // 4.3
    [InlineData("64:ff9b::192.0.2.33", "64:ff9b::c000:221")] // 5 leaves it open; the mapped prefix alone has dots here
    [InlineData("::1:0", "::1:0")]
    [InlineData("fd00::5efe:10.0.0.1", "fd00::5efe:a00:1")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void IPv6_is_read_in_each_form_and_written_in_one(string text, string canonical)
    {
        var address = Address.Parse(text);

        Assert.True(address.IsIPv6);
        Assert.Equal(canonical, address.ToString());
        Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), Bytes(address));
    }

    [Theory]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("::1::")]
    [InlineData("1::2::3")]
    [InlineData("1:::2")]
    [InlineData(":1")]
    [InlineData("1:")]
    [InlineData(":1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1::2:3:4:5:6:7:8")] // a gap is one group at least
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("12345::")]
    [InlineData("00001::")]
    [InlineData("g::")]
    [InlineData("::-1")]
    [InlineData("::0x1")]
    [InlineData("::1 ")]
    [InlineData("::1\0")]
    [InlineData("::1\r\n")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("::1/128")]
    [InlineData("::１")]
    public void What_is_no_IPv6_address_is_refused(string text) => Refused(text);

    [Theory]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::10.0.0.01")]
    [InlineData("::10.0.0")]
    [InlineData("::10.0.0.256")]
    [InlineData("::0x7f.0.0.1")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1:2:3:4:5:1.2.3.4")]
    [InlineData("1:2:3:4:5:6::1.2.3.4")]
    public void An_embedded_dotted_quad_is_the_last_four_bytes_and_strict_too(string text) => Refused(text);

    [Theory]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData("fe80::1%")]
    [InlineData("10.0.0.1%eth0")]
    public void A_zone_is_no_part_of_an_address(string text) => Refused(text);

    [Fact]
    public void Text_that_is_empty_or_endless_is_refused_with_a_short_message()
    {
        Refused("");
        Refused("1");
        Refused(new string('1', 10_000_000));
        Refused(new string(':', 10_000_000));

        var message = Assert.Throws<FormatException>(() => Address.Parse(new string('f', 1_000_000))).Message;
        Assert.Equal($"\"{new string('f', 80)}… (1000000 characters)\" is not an IP address", message);
    }

    [Fact]
    public void Each_address_survives_its_text() => Addresses.Any.Sample(
        address => Assert.Equal(address, Address.Parse(address.ToString())), iter: 10_000);

    [Fact]
    public void The_text_of_IPv4_is_that_of_the_library() => Addresses.IPv4.Sample(
        address => Assert.Equal(new IPAddress(Bytes(address)).ToString(), address.ToString()), iter: 2_000);

    [Fact]
    public void Any_spelling_of_an_IPv6_address_is_read_as_the_library_reads_it() => Spelling.Sample(
        text => Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), Bytes(Address.Parse(text))), iter: 10_000);

    [Fact]
    public void The_text_of_IPv6_is_that_of_the_library_where_that_has_no_dots() => Addresses.IPv6.Sample(address =>
    {
        var library = new IPAddress(Bytes(address)).ToString();
        if (!library.Contains('.') && address.Value >> 32 != 0xFFFF) Assert.Equal(library, address.ToString());
    }, iter: 10_000);

    [Fact]
    public void A_buffer_that_is_too_short_gets_nothing() => Addresses.Any.Sample(address =>
    {
        var text = address.ToString();
        Span<char> buffer = stackalloc char[Address.MaxTextLength];

        Assert.True(address.TryFormat(buffer[..text.Length], out var written));
        Assert.Equal(text, buffer[..written].ToString());
        Assert.False(address.TryFormat(buffer[..(text.Length - 1)], out written));
        Assert.Equal(0, written);
    });

    /// <summary>An address as hexadecimal groups, full or short, lower or upper case, with or without a gap.</summary>
    private static Gen<string> Spelling =>
        from groups in Gen.OneOf(Gen.Const((ushort)0), Gen.UShort).Array[8]
        from format in Gen.OneOfConst("x", "X", "x4", "X4")
        from start in Gen.Int[0, 7]
        from length in Gen.Int[0, 8]
        let end = Math.Min(8, start + length)
        let texts = groups.Select(g => g.ToString(format)).ToArray()
        select end == start || groups[start..end].Any(g => g != 0)
            ? string.Join(':', texts)
            : $"{string.Join(':', texts[..start])}::{string.Join(':', texts[end..])}";

    private static byte[] Bytes(Address address)
    {
        var bytes = new byte[16];
        return bytes[..address.WriteBytes(bytes)];
    }

    private static void Refused(string text)
    {
        Assert.False(Address.TryParse(text, out var address));
        Assert.Equal(default, address);
    }
}
