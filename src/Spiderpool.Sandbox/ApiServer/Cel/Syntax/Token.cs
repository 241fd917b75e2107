namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <param name="Text">As written; of an identifier or a sign, what it is.</param>
/// <param name="Position">Offset in the source.</param>
/// <param name="Value">Of a literal.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, object? Value = null)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;
}
