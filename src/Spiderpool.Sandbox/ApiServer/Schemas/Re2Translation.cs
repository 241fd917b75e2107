using System.Globalization;
using System.Text;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Writes a pattern of RE2 in the syntax of .NET where the two differ.</summary>
internal sealed class Re2Translation(string source)
{
    private const int MaxRepeat = 1000;

    private readonly StringBuilder _result = new(source.Length + 16);
    private bool _multiline;
    private int _at;

    public string Translate()
    {
        while (_at < source.Length)
        {
            switch (source[_at])
            {
                case '\\':
                    TranslateEscape(inClass: false);
                    break;
                case '[':
                    TranslateClass();
                    break;
                case '(' when Ahead("(?"):
                    TranslateGroup();
                    break;
                case '{':
                    CheckRepeat();
                    break;
                // In .NET also before a newline at the end.
                case '$' when !_multiline:
                    Emit(@"\z", 1);
                    break;
                default:
                    Emit(source[_at].ToString(), 1);
                    break;
            }
        }

        return _result.ToString();
    }

    private void TranslateGroup()
    {
        if (Ahead("(?P<"))
        {
            Emit("(?<", 4);
            return;
        }

        if (Ahead("(?<") && !Ahead("(?<=") && !Ahead("(?<!"))
        {
            Emit("(?<", 3);
            return;
        }

        var end = _at + 2;
        while (end < source.Length && source[end] is 'i' or 'm' or 's' or '-')
            end++;
        if (end == source.Length || source[end] is not (':' or ')'))
            throw new FormatException($"invalid or unsupported Perl syntax: `{source[_at..Math.Min(source.Length, _at + 3)]}`");
        var flags = source[(_at + 2)..end].Split('-');
        _multiline = (_multiline || flags[0].Contains('m')) && !(flags.Length > 1 && flags[1].Contains('m'));
        Emit(source[_at..(end + 1)], end + 1 - _at);
    }

    /// <summary>Classes of letters mean ASCII in RE2, Unicode in .NET.</summary>
    private void TranslateEscape(bool inClass)
    {
        if (_at + 1 == source.Length)
            throw new FormatException("trailing backslash at end of expression");
        var c = source[_at + 1];
        var ascii = c switch
        {
            'd' or 'D' => "0-9",
            'w' or 'W' => "0-9A-Za-z_",
            's' or 'S' => @"\t\n\f\r ",
            _ => null,
        };
        if (ascii is not null)
            Emit(char.IsLower(c) ? (inClass ? ascii : $"[{ascii}]") : (inClass ? Complement(c) : $"[^{ascii}]"), 2);
        else if (c is 'p' or 'P' && _at + 2 < source.Length && source[_at + 2] != '{')
            Emit($@"\{c}{{{source[_at + 2]}}}", 3);
        else if (Ahead(@"\x{"))
            TranslateCodePoint();
        else if (c == 'Q' && !inClass)
            TranslateQuoted();
        else if (c is >= '1' and <= '9' or 'Z' or 'G' or 'k' or 'C' or 'E')
            throw new FormatException($@"invalid escape sequence: `\{c}`");
        else
            Emit(source.Substring(_at, 2), 2);
    }

    private static string Complement(char c) => c switch
    {
        'D' => @"\0-/:-\uFFFF",
        'W' => @"\0-/:-@[-\^`{-\uFFFF".Replace("[", @"\[", StringComparison.Ordinal),
        _ => @"\0-\x08\x0B\x0E-\x1F!-\uFFFF",
    };

    private void TranslateCodePoint()
    {
        var end = source.IndexOf('}', _at);
        if (end < 0 || !int.TryParse(source.AsSpan(_at + 3, end - _at - 3), NumberStyles.AllowHexSpecifier, null, out var value)
            || value > char.MaxValue)
            throw new FormatException($"invalid escape sequence: `{source[_at..]}`");
        Emit($@"\u{value:X4}", end + 1 - _at);
    }

    private void TranslateQuoted()
    {
        var end = source.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var quoted = source[(_at + 2)..(end < 0 ? source.Length : end)];
        Emit(System.Text.RegularExpressions.Regex.Escape(quoted), quoted.Length + (end < 0 ? 2 : 4));
    }

    private void TranslateClass()
    {
        var start = _at;
        Emit("[", 1);
        if (Ahead("^"))
            Emit("^", 1);
        // A bracket that closes nothing yet is a literal.
        if (Ahead("]"))
            Emit(@"\]", 1);
        while (!Ahead("]"))
        {
            if (_at == source.Length)
                throw new FormatException($"missing closing ]: `{source[start..]}`");
            if (Ahead("[:"))
                TranslatePosixClass();
            else if (Ahead("["))
                Emit(@"\[", 1);
            else if (Ahead(@"\"))
                TranslateEscape(inClass: true);
            else
                Emit(source[_at].ToString(), 1);
        }

        Emit("]", 1);
    }

    private void TranslatePosixClass()
    {
        var end = source.IndexOf(":]", _at, StringComparison.Ordinal);
        var name = end < 0 ? "" : source[(_at + 2)..end];
        Emit(name switch
        {
            "alnum" => "0-9A-Za-z",
            "alpha" => "A-Za-z",
            "ascii" => @"\0-\x7F",
            "blank" => @"\t ",
            "cntrl" => @"\0-\x1F\x7F",
            "digit" => "0-9",
            "graph" => "!-~",
            "lower" => "a-z",
            "print" => " -~",
            "punct" => @"!-/:-@\[-`{-~",
            "space" => @"\t\n\v\f\r ",
            "upper" => "A-Z",
            "word" => "0-9A-Za-z_",
            "xdigit" => "0-9A-Fa-f",
            _ => throw new FormatException($"invalid character class range: `[:{name}:]`"),
        }, end + 2 - _at);
    }

    private void CheckRepeat()
    {
        var end = _at + 1;
        while (end < source.Length && (char.IsAsciiDigit(source[end]) || source[end] == ','))
            end++;
        var counts = source[(_at + 1)..end].Split(',');
        if (end < source.Length && source[end] == '}'
            && counts.Any(count => count.Length > 4 || (int.TryParse(count, out var n) && n > MaxRepeat)))
            throw new FormatException($"invalid repeat count: `{source[_at..(end + 1)]}`");
        Emit("{", 1);
    }

    private bool Ahead(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

    private void Emit(string text, int consumed)
    {
        _result.Append(text);
        _at += consumed;
    }
}
