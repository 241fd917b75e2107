using System.Diagnostics.CodeAnalysis;

namespace Spiderpool.Ipam.Selection.Matching;

/// <summary>
/// A wildcard with the rules of Go's filepath.Match: <c>*</c> (any run without '/'), <c>?</c> (one character but '/'),
/// <c>[a-z]</c>, <c>[^a-z]</c> and a backslash that takes the next character as it is.
/// </summary>
internal sealed class Glob
{
    private readonly GlobToken[] _tokens;

    private Glob(GlobToken[] tokens) => _tokens = tokens;

    /// <summary>Whether a name is meant as a wildcard (spec/ipam.md 3.3): it has ?, *, or both [ and ].</summary>
    public static bool IsGlob(string text) => text.AsSpan().ContainsAny('?', '*') || (text.Contains('[') && text.Contains(']'));

    public static bool TryParse(string pattern, [NotNullWhen(true)] out Glob? glob)
    {
        glob = null;
        var tokens = new List<GlobToken>(pattern.Length);
        for (var i = 0; i < pattern.Length;)
        {
            switch (pattern[i])
            {
                case '*':
                    // Adjacent stars mean one star.
                    if (tokens.Count == 0 || !tokens[^1].IsStar) tokens.Add(GlobToken.Star);
                    i++;
                    break;
                case '?':
                    tokens.Add(GlobToken.AnyOne);
                    i++;
                    break;
                case '[':
                    if (!TryParseClass(pattern, ref i, out var set)) return false;
                    tokens.Add(set);
                    break;
                default:
                    if (!TryParseCharacter(pattern, ref i, out var c)) return false;
                    tokens.Add(GlobToken.Literal(c));
                    break;
            }
        }
        glob = new Glob([.. tokens]);
        return true;
    }

    /// <summary>
    /// Matches the whole name. Only the last star is ever taken back, which suffices as what is before it matched
    /// already, so the cost is at most the product of the lengths.
    /// </summary>
    public bool IsMatch(ReadOnlySpan<char> name)
    {
        int token = 0, at = 0, star = -1, starAt = 0;
        while (at < name.Length)
        {
            if (token < _tokens.Length && _tokens[token].IsStar)
            {
                (star, starAt) = (token++, at);
            }
            else if (token < _tokens.Length && _tokens[token].Matches(name[at]))
            {
                token++;
                at++;
            }
            else if (star >= 0 && name[starAt] != '/')
            {
                token = star + 1;
                at = ++starAt;
            }
            else
            {
                return false;
            }
        }
        while (token < _tokens.Length && _tokens[token].IsStar) token++;
        return token == _tokens.Length;
    }

    /// <summary>Parses <c>[a-z0]</c> or <c>[^a-z0]</c>. An empty class and a bare '-' are errors, as in Go.</summary>
    private static bool TryParseClass(string pattern, ref int i, out GlobToken token)
    {
        token = default;
        i++;
        var negated = i < pattern.Length && pattern[i] == '^';
        if (negated) i++;
        var ranges = new List<(char First, char Last)>();
        while (true)
        {
            if (i < pattern.Length && pattern[i] == ']' && ranges.Count > 0)
            {
                i++;
                token = GlobToken.Class([.. ranges], negated);
                return true;
            }
            if (!TryParseClassCharacter(pattern, ref i, out var first)) return false;
            var last = first;
            if (i < pattern.Length && pattern[i] == '-')
            {
                i++;
                if (!TryParseClassCharacter(pattern, ref i, out last)) return false;
            }
            ranges.Add((first, last));
        }
    }

    private static bool TryParseClassCharacter(string pattern, ref int i, out char c)
    {
        c = default;
        if (i >= pattern.Length || pattern[i] is '-' or ']') return false;
        // Go wants the closing bracket to be still ahead.
        return TryParseCharacter(pattern, ref i, out c) && i < pattern.Length;
    }

    private static bool TryParseCharacter(string pattern, ref int i, out char c)
    {
        if (pattern[i] == '\\') i++;
        c = i < pattern.Length ? pattern[i++] : default;
        return c != default;
    }
}
