using System.Globalization;

namespace Spiderpool.Addressing;

/// <summary>Quotes hostile input in error messages: bounded in length, on one line, and free of invisible characters.</summary>
public static class Excerpt
{
    private const int MaxLength = 80;

    public static string Of(ReadOnlySpan<char> text)
    {
        var length = Math.Min(text.Length, MaxLength);
        Span<char> copy = stackalloc char[MaxLength];
        for (var i = 0; i < length; i++) copy[i] = IsShown(text, i) ? text[i] : ' ';
        return length < text.Length ? $"{copy[..length]}… ({text.Length} characters)" : new string(copy[..length]);
    }

    /// <summary>Whether a character may stand in a log line: line breaks, bidi marks and half surrogate pairs may not.</summary>
    private static bool IsShown(ReadOnlySpan<char> text, int i)
    {
        if (!char.IsSurrogate(text[i])) return IsShown(char.GetUnicodeCategory(text[i]));
        var high = char.IsHighSurrogate(text[i]) ? i : i - 1;
        return high >= 0 && high + 1 < Math.Min(text.Length, MaxLength) && char.IsSurrogatePair(text[high], text[high + 1])
            && IsShown(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(text[high], text[high + 1])));
    }

    private static bool IsShown(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
