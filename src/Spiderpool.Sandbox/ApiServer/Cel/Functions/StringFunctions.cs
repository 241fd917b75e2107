using System.Text;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>The standard functions on strings and the string extension of cel-go; positions count code points.</summary>
internal static class StringFunctions
{
    private static readonly CelType Texts = CelType.ListOf(CelType.String);

    public static IEnumerable<Overload> All =>
    [
        Member("startsWith", (string s, string prefix) => s.StartsWith(prefix, StringComparison.Ordinal)).Walking(),
        Member("endsWith", (string s, string suffix) => s.EndsWith(suffix, StringComparison.Ordinal)).Walking(),
        Member("contains", (string s, string part) => s.Contains(part, StringComparison.Ordinal)) with
        {
            Cost = values => 1 + Tenth(Sizes.Of(values[0])) * Tenth(Sizes.Of(values[1])),
        },
        Member("charAt", (string s, long index) => Slice(s, index, Math.Min(checked(index + 1), CodePoints.Count(s)))),
        Member("indexOf", (string s, string part) => IndexOf(s, part, 0)).Walking(),
        Member("indexOf", (string s, string part, long start) => IndexOf(s, part, start)).Walking(),
        Member("lastIndexOf", (string s, string part) => LastIndexOf(s, part, CodePoints.Count(s))).Walking(),
        Member("lastIndexOf", (string s, string part, long last) => LastIndexOf(s, part, last)).Walking(),
        Member("substring", (string s, long start) => Slice(s, start, CodePoints.Count(s))).Walking(),
        Member("substring", (string s, long start, long end) => Slice(s, start, end)).Walking(),
        Member("lowerAscii", (string s) => Map(s, c => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c)).Walking(),
        Member("upperAscii", (string s) => Map(s, c => c is >= 'a' and <= 'z' ? (char)(c & ~0x20) : c)).Walking(),
        Member("trim", (string s) => s.Trim()).Walking(),
        Member("reverse", (string s) => string.Concat(s.EnumerateRunes().Reverse())).Walking(),
        Member("replace", (string s, string old, string by) => Replace(s, old, by, -1)).Walking(),
        Member("replace", (string s, string old, string by, long limit) => Replace(s, old, by, limit)).Walking(),
        Member("split", (string s, string separator) => Split(s, separator, -1)).Walking(),
        Member("split", (string s, string separator, long limit) => Split(s, separator, limit)).Walking(),
        Member("join", (IReadOnlyList<object?> parts) => Join(parts, "")).Walking() with { Parameters = [Texts] },
        Member("join", (IReadOnlyList<object?> parts, string separator) => Join(parts, separator)).Walking() with
        {
            Parameters = [Texts, CelType.String],
        },
        Member("format", (string s, IReadOnlyList<object?> values) => FormatText.Format(s, values)).Walking(),
    ];

    private static string Slice(string s, long start, long end)
    {
        var (from, to) = (CodePoints.Offset(s, start), CodePoints.Offset(s, end));
        return from <= to ? s[from..to] : throw new CelException($"invalid substring range. start: {start}, end: {end}");
    }

    private static long IndexOf(string s, string part, long start)
    {
        var found = s.IndexOf(part, CodePoints.Offset(s, start), StringComparison.Ordinal);
        return found < 0 ? -1 : CodePoints.Count(s.AsSpan(0, found));
    }

    private static long LastIndexOf(string s, string part, long last)
    {
        var end = Math.Min(s.Length, CodePoints.Offset(s, last) + part.Length);
        var found = s.AsSpan(0, end).LastIndexOf(part);
        return found < 0 ? -1 : CodePoints.Count(s.AsSpan(0, found));
    }

    private static string Map(string s, Func<char, char> change) =>
        string.Create(s.Length, (s, change), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = state.change(state.s[i]);
        });

    private static string Join(IReadOnlyList<object?> parts, string separator) =>
        string.Join(separator, parts.Select(part => part as string ?? throw new CelException(CelError.NoOverload.Message)));

    private static string Replace(string s, string old, string by, long limit)
    {
        if (old.Length == 0)
            return InsertBetween(s, by, limit);
        var result = new StringBuilder();
        var at = 0;
        while (limit != 0 && s.IndexOf(old, at, StringComparison.Ordinal) is >= 0 and var found)
        {
            result.Append(s, at, found - at).Append(by);
            at = found + old.Length;
            limit--;
        }

        return result.Append(s, at, s.Length - at).ToString();
    }

    // The empty string is found before each code point and at the end, as in Go.
    private static string InsertBetween(string s, string by, long limit)
    {
        var result = new StringBuilder();
        foreach (var rune in s.EnumerateRunes())
            result.Append(limit-- != 0 ? by : "").Append(rune);
        return result.Append(limit != 0 ? by : "").ToString();
    }

    private static string[] Split(string s, string separator, long limit)
    {
        if (limit == 0)
            return [];
        var parts = separator.Length > 0 ? s.Split(separator) : [.. s.EnumerateRunes().Select(rune => rune.ToString())];
        if (limit < 0 || parts.Length <= limit)
            return parts;
        var kept = (int)limit - 1;
        return [.. parts[..kept], string.Join(separator, parts[kept..])];
    }
}
