using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

internal sealed record ListLiteral(ImmutableArray<Expression> Items, int Position) : Expression(Position);
