using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>A function or an operator; operators have the names of cel-go, such as <c>_+_</c>.</summary>
/// <param name="Arguments">Of a member function, its target first.</param>
internal sealed record Call(string Function, bool IsMember, ImmutableArray<Expression> Arguments, int Position)
    : Expression(Position);
