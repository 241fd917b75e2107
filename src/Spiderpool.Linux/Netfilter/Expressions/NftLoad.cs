using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Reads a property of the packet or of its connection into the register.</summary>
public sealed record NftLoad(NftKey Key) : NftExpression(Key.Expression)
{
    private const ushort DestinationAttribute = 1, KeyAttribute = 2;

    internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.AttributeBigEndian(DestinationAttribute, Register);
        writer.AttributeBigEndian(KeyAttribute, Key.Number);
    }

    public override string ToString() => $"{Key} => reg 1";
}
