using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Puts a number into the register.</summary>
public sealed record NftValue(uint Number) : NftExpression("immediate")
{
    private const ushort DestinationAttribute = 1, DataAttribute = 2;

    internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.AttributeBigEndian(DestinationAttribute, Register);
        NftData.Write(ref writer, DataAttribute, BitConverter.GetBytes(Number));
    }

    public override string ToString() => $"immediate reg 1 0x{Number:x8}";
}
