namespace Spiderpool.Linux.Netfilter;

/// <summary>A rule: expressions that the kernel evaluates in their order, until one does not match.</summary>
public sealed record NftRule(params IReadOnlyList<NftExpression> Expressions)
{
    public override string ToString() => string.Join(' ', Expressions.Select(expression => $"[ {expression} ]"));
}
