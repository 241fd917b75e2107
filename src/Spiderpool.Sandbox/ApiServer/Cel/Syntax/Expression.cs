namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>A node of the syntax tree.</summary>
/// <param name="Position">Offset in the source that errors point to: the operator, the dot or the opening parenthesis.</param>
internal abstract record Expression(int Position);
