using CsCheck;

namespace Spiderpool.Addressing.Tests;

/// <summary>Random addresses; the ends of the families and runs of zeros are frequent.</summary>
internal static class Addresses
{
    public static Gen<Address> IPv4 { get; } =
        Gen.OneOf<uint>(Gen.UInt, Gen.UInt, Gen.UInt[0, 3], Gen.UInt[uint.MaxValue - 3, uint.MaxValue])
            .Select(value => new Address(IPFamily.IPv4, value));

    public static Gen<Address> IPv6 { get; } = Gen.OneOf(
            Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low)),
            Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new UInt128(a & b, c & d)),
            Gen.ULong[0, 3].Select(low => (UInt128)low),
            Gen.ULong[0, 3].Select(low => UInt128.MaxValue - low),
            Gen.UInt.Select(low => new UInt128(0, 0xFFFF_0000_0000UL | low)))
        .Select(value => new Address(IPFamily.IPv6, value));

    public static Gen<Address> Any { get; } = Gen.OneOf(IPv4, IPv6);
}
