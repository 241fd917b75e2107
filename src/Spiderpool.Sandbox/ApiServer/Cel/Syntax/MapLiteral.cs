using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

internal sealed record MapLiteral(ImmutableArray<(Expression Key, Expression Value)> Entries, int Position)
    : Expression(Position);
