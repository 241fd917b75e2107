namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>A variable or a type.</summary>
internal sealed record Identifier(string Name, int Position) : Expression(Position);
