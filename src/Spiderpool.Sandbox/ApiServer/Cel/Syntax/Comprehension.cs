namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>A macro that evaluates a body for the items of a list, the keys of a map or the value of an optional.</summary>
/// <param name="Variable">What the body calls an item.</param>
/// <param name="Filter">Only for <see cref="ComprehensionKind.Map"/>: which items count.</param>
internal sealed record Comprehension(
    ComprehensionKind Kind, Expression Range, string Variable, Expression? Filter, Expression Body, int Position)
    : Expression(Position);
