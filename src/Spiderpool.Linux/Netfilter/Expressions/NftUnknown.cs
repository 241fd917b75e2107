using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>An expression that this library does not write: its table is none of ours, or somebody changed it.</summary>
public sealed record NftUnknown(string Expression) : NftExpression(Expression)
{
    internal override void WriteData(ref NetlinkWriter writer) =>
        throw new NotSupportedException($"the expression {Expression} can only be read");

    public override string ToString() => $"{Expression} ...";
}
