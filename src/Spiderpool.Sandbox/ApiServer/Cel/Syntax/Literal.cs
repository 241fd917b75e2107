namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <param name="Value">null, bool, long, ulong, double, string or byte[].</param>
internal sealed record Literal(object? Value, int Position) : Expression(Position);
