using System.Globalization;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>Splits an expression into tokens (CEL language definition, "Syntax").</summary>
internal sealed partial class Lexer
{
    private static readonly string[] Signs =
    [
        "&&", "||", "==", "!=", "<=", ">=", ".?", "[?",
        "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}",
    ];

    private readonly string _source;
    private int _at;

    private Lexer(string source) => _source = source;

    /// <returns>The tokens; the last one is <see cref="TokenKind.End"/>.</returns>
    /// <exception cref="CelException">With the place of what is no token.</exception>
    public static List<Token> Tokenize(string source)
    {
        var lexer = new Lexer(source);
        var tokens = new List<Token>();
        do
            tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        SkipBlanks();
        var start = _at;
        if (start == _source.Length)
            return new Token(TokenKind.End, "<EOF>", start);
        var c = _source[start];
        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < _source.Length && char.IsAsciiDigit(_source[start + 1])))
            return ReadNumber();
        if (QuoteAt(start) is { } quote)
            return ReadText(quote);
        if (char.IsAsciiLetter(c) || c == '_')
        {
            while (_at < _source.Length && (char.IsAsciiLetterOrDigit(_source[_at]) || _source[_at] == '_'))
                _at++;
            return Word(_source[start.._at], start);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(_source, start, sign, 0, sign.Length) != 0)
                continue;
            _at += sign.Length;
            return new Token(TokenKind.Sign, sign, start);
        }

        throw Failed(start, $"Syntax error: token recognition error at: '{c}'");
    }

    private static Token Word(string text, int position) => text switch
    {
        "true" => new Token(TokenKind.Literal, text, position, true),
        "false" => new Token(TokenKind.Literal, text, position, false),
        "null" => new Token(TokenKind.Literal, text, position),
        "in" => new Token(TokenKind.Sign, text, position),
        _ => new Token(TokenKind.Identifier, text, position),
    };

    private void SkipBlanks()
    {
        while (_at < _source.Length)
        {
            if (_source[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
                _at++;
            else if (string.CompareOrdinal(_source, _at, "//", 0, 2) == 0)
                _at = _source.IndexOf('\n', _at) is >= 0 and var end ? end : _source.Length;
            else
                return;
        }
    }

    private Token ReadNumber()
    {
        var start = _at;
        var hex = string.Compare(_source, start, "0x", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
        if (hex)
            _at += 2;
        var digits = _at;
        while (_at < _source.Length && (hex ? char.IsAsciiHexDigit(_source[_at]) : char.IsAsciiDigit(_source[_at])))
            _at++;
        var real = !hex && SkipFraction();
        var text = _source[digits.._at];
        if (real)
            return new Token(TokenKind.Literal, text, start, double.Parse(text, CultureInfo.InvariantCulture));
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (_at < _source.Length && _source[_at] is 'u' or 'U')
        {
            _at++;
            return ulong.TryParse(text, style, CultureInfo.InvariantCulture, out var unsigned)
                ? new Token(TokenKind.Literal, text, start, unsigned)
                : throw Failed(start, "invalid uint literal");
        }

        // The magnitude of the smallest int only fits with its sign: the parser puts the two together.
        return ulong.TryParse(text, style, CultureInfo.InvariantCulture, out var magnitude) && magnitude <= 1UL << 63
            ? new Token(TokenKind.Literal, text, start, magnitude == 1UL << 63 ? IntegerLimit.Value : (long)magnitude)
            : throw Failed(start, "invalid int literal");
    }

    private bool SkipFraction()
    {
        var start = _at;
        if (_at + 1 < _source.Length && _source[_at] == '.' && char.IsAsciiDigit(_source[_at + 1]))
        {
            _at++;
            while (_at < _source.Length && char.IsAsciiDigit(_source[_at]))
                _at++;
        }

        if (_at < _source.Length && _source[_at] is 'e' or 'E')
        {
            var digits = _at + 1 < _source.Length && _source[_at + 1] is '+' or '-' ? _at + 2 : _at + 1;
            if (digits < _source.Length && char.IsAsciiDigit(_source[digits]))
            {
                _at = digits;
                while (_at < _source.Length && char.IsAsciiDigit(_source[_at]))
                    _at++;
            }
        }

        return _at > start;
    }

    private CelException Failed(int position, string message) => new(SourceText.Error(_source, position, message));
}
