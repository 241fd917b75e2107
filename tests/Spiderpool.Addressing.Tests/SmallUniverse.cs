using CsCheck;

namespace Spiderpool.Addressing.Tests;

/// <summary>
/// A world small enough for a naive model: sixteen addresses at each end of both families, where arithmetic would overflow.
/// </summary>
internal static class SmallUniverse
{
    private const int BlockSize = 16;

    private static readonly Address[] Blocks =
    [
        Address.Parse("0.0.0.0"), Address.Parse("255.255.255.240"),
        Address.Parse("::"), Address.Parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0"),
    ];

    /// <summary>Ascending.</summary>
    public static IReadOnlyList<Address> All { get; } =
        [.. from block in Blocks from offset in Enumerable.Range(0, BlockSize) select At(block, offset)];

    public static Gen<Address> One { get; } = Gen.OneOfConst([.. All]);

    public static Gen<AddressRange> Range { get; } =
        from block in Gen.OneOfConst(Blocks)
        from first in Gen.Int[0, BlockSize - 1]
        from length in Gen.Int[0, BlockSize - 1 - first]
        select new AddressRange(At(block, first), At(block, first + length));

    public static Gen<AddressRange[]> Ranges { get; } = Range.Array[0, 8];

    /// <summary>The model of a set: its addresses one by one, ascending.</summary>
    public static SortedSet<Address> Model(params IEnumerable<AddressRange> ranges) =>
        [.. All.Where(address => ranges.Any(range => range.Contains(address)))];

    private static Address At(Address block, int offset) => new(block.Family, block.Value + (UInt128)offset);
}
