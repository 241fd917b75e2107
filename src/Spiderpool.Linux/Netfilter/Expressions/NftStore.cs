using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Sets a property of the packet or of its connection to the register.</summary>
public sealed record NftStore(NftKey Key) : NftExpression(Key.Expression)
{
    private const ushort KeyAttribute = 2;

    internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.AttributeBigEndian(Key.SourceAttribute, Register);
        writer.AttributeBigEndian(KeyAttribute, Key.Number);
    }

    public override string ToString() => $"{Key} <= reg 1";
}
