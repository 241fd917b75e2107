using BenchmarkDotNet.Attributes;
using Spiderpool.Addressing;

namespace Spiderpool.Benchmarks.Micro;

/// <summary>Addresses, ranges, and the search for a free address in large subnets.</summary>
public class AddressingBenchmarks
{
    private static readonly RangeSet Eight = RangeSet.Of(Prefix.Parse("10.0.0.0/8").Range);
    private static readonly RangeSet FortyEight = RangeSet.Of(Prefix.Parse("fd00:1:2::/48").Range);
    private static readonly RangeSet Thousand = Ranges(0);
    private static readonly RangeSet Others = Ranges(8);

    private Address _v4 = Address.Parse("10.20.30.40"), _v6 = Address.Parse("fd00:1:2::1234");

    [Benchmark]
    public Address ParseIPv4() => Address.Parse("10.123.45.67");

    [Benchmark]
    public Address ParseIPv6() => Address.Parse("fd00:10:20::1:abcd");

    [Benchmark]
    public AddressRange ParseRange() => AddressRange.Parse("10.20.0.5-10.20.3.250");

    [Benchmark]
    public string FormatIPv6() => _v6.ToString();

    /// <summary>From where the search before ended, as pools do it.</summary>
    [Benchmark]
    public Address NextFreeInSlash8() => _v4 = Eight.NextFree(_v4, IsUsed)!.Value;

    [Benchmark]
    public Address NextFreeInSlash48() => _v6 = FortyEight.NextFree(_v6, IsUsed)!.Value;

    /// <summary>A thousand ranges less a thousand others.</summary>
    [Benchmark]
    public RangeSet Difference() => Thousand.Except(Others);

    /// <summary>19 of 20 addresses, spread without a pattern; a real set of 16 million would measure the cache misses of a table.</summary>
    private static bool IsUsed(Address address) => (((ulong)address.Value * 0x9E3779B97F4A7C15) >> 32) % 20 != 0;

    private static RangeSet Ranges(int offset)
    {
        var first = Address.Parse("10.0.0.0").Value + (uint)offset;
        return RangeSet.Of(Enumerable.Range(0, 1000).Select(i => new AddressRange(
            new Address(IPFamily.IPv4, first + ((uint)i * 32)), new Address(IPFamily.IPv4, first + ((uint)i * 32) + 15))));
    }
}
