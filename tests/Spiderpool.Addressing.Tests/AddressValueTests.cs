using System.Net;
using CsCheck;

namespace Spiderpool.Addressing.Tests;

public class AddressValueTests
{
    [Fact]
    public void The_default_value_is_the_IPv4_address_of_zeros()
    {
        Address address = default;

        Assert.Equal(IPFamily.IPv4, address.Family);
        Assert.Equal("0.0.0.0", address.ToString());
        Assert.Equal(Address.Parse("0.0.0.0"), address);
        Assert.Equal(Address.Parse("0.0.0.0").GetHashCode(), address.GetHashCode());
    }

    [Fact]
    public void A_value_wider_than_the_family_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Address(IPFamily.IPv4, (UInt128)uint.MaxValue + 1));
        Assert.Equal("255.255.255.255", new Address(IPFamily.IPv4, uint.MaxValue).ToString());
    }

    [Theory]
    [InlineData("10.0.0.1", "::10.0.0.1")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("0.0.0.0", "::")]
    public void Addresses_of_two_families_are_never_equal_and_IPv4_comes_first(string ipv4, string ipv6)
    {
        var (a, b) = (Address.Parse(ipv4), Address.Parse(ipv6));

        Assert.NotEqual(a, b);
        Assert.True(a != b && a < b && b > a && a <= b && b >= a);
    }

    [Fact]
    public void Order_is_that_of_the_bytes_within_a_family() => Gen.Select(Addresses.Any, Addresses.Any).Sample((a, b) =>
    {
        var expected = a.Family != b.Family ? a.Family.CompareTo(b.Family) : Bytes(a).AsSpan().SequenceCompareTo(Bytes(b));

        Assert.Equal(Math.Sign(expected), Math.Sign(a.CompareTo(b)));
        Assert.Equal(expected == 0, a == b);
        Assert.Equal(expected < 0, a < b);
    });

    [Fact]
    public void Bytes_are_those_of_the_network_and_come_back() => Addresses.Any.Sample(address =>
    {
        var bytes = Bytes(address);

        Assert.Equal(address.Family.ByteLength(), bytes.Length);
        Assert.Equal(address, Address.FromBytes(bytes));
        Assert.Equal(IPAddress.Parse(address.ToString()).GetAddressBytes(), bytes);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(17)]
    public void No_address_has_another_number_of_bytes(int length) =>
        Assert.Throws<ArgumentException>(() => Address.FromBytes(new byte[length]));

    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("223.255.255.255", "")]
    [InlineData("224.0.0.0", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.0", "")]
    [InlineData("feff::", "")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.255", "loopback")]
    [InlineData("128.0.0.0", "")]
    [InlineData("::1", "loopback")]
    [InlineData("::2", "")]
    [InlineData("169.253.255.255", "")]
    [InlineData("169.254.0.0", "link-local")]
    [InlineData("169.254.255.255", "link-local")]
    [InlineData("fe7f::", "")]
    [InlineData("fe80::", "link-local")]
    [InlineData("febf::1", "link-local")]
    [InlineData("fec0::", "")]
    public void The_kinds_of_special_addresses_end_where_their_prefixes_do(string text, string kinds)
    {
        var address = Address.Parse(text);
        string[] found =
        [
            .. address.IsUnspecified ? ["unspecified"] : Array.Empty<string>(),
            .. address.IsMulticast ? ["multicast"] : Array.Empty<string>(),
            .. address.IsLoopback ? ["loopback"] : Array.Empty<string>(),
            .. address.IsLinkLocal ? ["link-local"] : Array.Empty<string>(),
        ];

        Assert.Equal(kinds, string.Join(' ', found));
    }

    private static byte[] Bytes(Address address)
    {
        var bytes = new byte[16];
        return bytes[..address.WriteBytes(bytes)];
    }
}
