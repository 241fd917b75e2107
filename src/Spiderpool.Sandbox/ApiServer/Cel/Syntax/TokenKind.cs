namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

internal enum TokenKind
{
    End,
    Identifier,

    /// <summary>A constant; the token carries its value.</summary>
    Literal,

    /// <summary>An operator, a parenthesis or another sign; the token carries its text.</summary>
    Sign,
}
