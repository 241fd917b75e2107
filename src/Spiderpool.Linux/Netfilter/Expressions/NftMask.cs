using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Keeps these bits of the register's first four bytes.</summary>
public sealed record NftMask(uint Bits) : NftExpression("bitwise")
{
    private const ushort SourceAttribute = 1, DestinationAttribute = 2, LengthAttribute = 3, MaskAttribute = 4, XorAttribute = 5;

    internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.AttributeBigEndian(SourceAttribute, Register);
        writer.AttributeBigEndian(DestinationAttribute, Register);
        writer.AttributeBigEndian(LengthAttribute, (uint)sizeof(uint));
        NftData.Write(ref writer, MaskAttribute, BitConverter.GetBytes(Bits));
        NftData.Write(ref writer, XorAttribute, BitConverter.GetBytes(0u));
    }

    public override string ToString() => $"bitwise reg 1 = reg 1 & 0x{Bits:x8}";
}
