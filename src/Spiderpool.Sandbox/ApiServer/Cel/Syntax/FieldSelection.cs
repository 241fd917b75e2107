namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary><c>operand.field</c>.</summary>
/// <param name="Presence"><c>has(operand.field)</c>: whether the field is there.</param>
/// <param name="Optional"><c>operand.?field</c>: an optional, which is empty when the field is absent.</param>
internal sealed record FieldSelection(Expression Operand, string Field, bool Presence, bool Optional, int Position)
    : Expression(Position);
