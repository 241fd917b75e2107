using System.Globalization;
using System.Text;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

internal sealed partial class Lexer
{
    /// <summary>How a string literal begins.</summary>
    /// <param name="Length">Of prefix and opening quotes.</param>
    private readonly record struct Quote(bool Raw, bool Bytes, string End, int Length);

    private Quote? QuoteAt(int at)
    {
        var (raw, bytes, start) = (false, false, at);
        for (; at < _source.Length && at < start + 2; at++)
        {
            if (!raw && _source[at] is 'r' or 'R')
                raw = true;
            else if (!bytes && _source[at] is 'b' or 'B')
                bytes = true;
            else
                break;
        }

        if (at == _source.Length || _source[at] is not ('"' or '\''))
            return null;
        var end = _source[at].ToString();
        var triple = new string(_source[at], 3);
        if (string.CompareOrdinal(_source, at, triple, 0, 3) == 0)
            end = triple;
        return new Quote(raw, bytes, end, at - start + end.Length);
    }

    private Token ReadText(Quote quote)
    {
        var start = _at;
        _at += quote.Length;
        var text = new StringBuilder();
        using var bytes = new MemoryStream();
        while (string.CompareOrdinal(_source, _at, quote.End, 0, quote.End.Length) != 0)
        {
            if (_at == _source.Length || (quote.End.Length == 1 && _source[_at] is '\n' or '\r'))
                throw Failed(start, "Syntax error: unterminated string literal");
            if (_source[_at] == '\\' && !quote.Raw)
            {
                var (value, isByte) = ReadEscape(quote.Bytes);
                if (quote.Bytes && isByte)
                    bytes.WriteByte((byte)value);
                else
                    Append(new Rune(value).ToString());
                continue;
            }

            var length = char.IsHighSurrogate(_source[_at]) && _at + 1 < _source.Length ? 2 : 1;
            Append(_source.Substring(_at, length));
            _at += length;
        }

        _at += quote.End.Length;
        return new Token(TokenKind.Literal, _source[start.._at], start, quote.Bytes ? bytes.ToArray() : text.ToString());

        void Append(string part)
        {
            if (quote.Bytes)
                bytes.Write(Encoding.UTF8.GetBytes(part));
            else
                text.Append(part);
        }
    }

    /// <returns>A code point, or in bytes literals a byte for octal and \x escapes.</returns>
    private (int Value, bool IsByte) ReadEscape(bool bytes)
    {
        var start = _at;
        var c = start + 1 < _source.Length ? _source[start + 1] : '\0';
        _at += 2;
        const string Letters = "abfnrtv\\?\"'`";
        const string Meanings = "\a\b\f\n\r\t\v\\?\"'`";
        if (c != '\0' && Letters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var index)
            return (Meanings[index], false);
        var (digits, radix) = c switch
        {
            'x' or 'X' => (2, 16),
            'u' when !bytes => (4, 16),
            'U' when !bytes => (8, 16),
            >= '0' and <= '3' => (3, 8),
            _ => throw Failed(start, $"Syntax error: invalid escape sequence '\\{c}'"),
        };
        if (radix == 8)
            _at--;
        var value = ReadDigits(digits, radix) ?? throw Failed(start, "Syntax error: incomplete escape sequence");
        return Rune.IsValid(value) ? ((int)value, digits < 4) : throw Failed(start, "Syntax error: invalid Unicode code point");
    }

    private uint? ReadDigits(int count, int radix)
    {
        var value = 0u;
        for (var end = _at + count; _at < end; _at++)
        {
            if (_at == _source.Length
                || !int.TryParse(_source.AsSpan(_at, 1), NumberStyles.AllowHexSpecifier, null, out var digit)
                || digit >= radix)
                return null;
            value = value * (uint)radix + (uint)digit;
        }

        return value;
    }
}
