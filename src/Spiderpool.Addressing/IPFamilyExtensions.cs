namespace Spiderpool.Addressing;

public static class IPFamilyExtensions
{
    /// <summary>Number of bits in an address of the family: 32 or 128.</summary>
    public static int BitLength(this IPFamily family) => family == IPFamily.IPv4 ? 32 : 128;

    /// <summary>Number of bytes in an address of the family: 4 or 16.</summary>
    public static int ByteLength(this IPFamily family) => family == IPFamily.IPv4 ? 4 : 16;

    /// <summary>The largest address value of the family.</summary>
    public static UInt128 MaxValue(this IPFamily family) => family == IPFamily.IPv4 ? uint.MaxValue : UInt128.MaxValue;
}
