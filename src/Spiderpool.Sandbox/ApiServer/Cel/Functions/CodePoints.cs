namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Positions in text by code point, as expressions count; .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    public static long Count(ReadOnlySpan<char> text)
    {
        long low = 0;
        foreach (var c in text)
            low += char.IsLowSurrogate(c) ? 1 : 0;
        return text.Length - low;
    }

    /// <summary>The offset in UTF-16 units of a code point.</summary>
    /// <param name="index">0 to the number of code points.</param>
    /// <exception cref="CelException">The index is outside.</exception>
    public static int Offset(string text, long index)
    {
        if (index < 0 || index > text.Length)
            throw new CelException($"index out of range: {index}");
        var offset = 0;
        for (var left = index; left > 0; left--)
        {
            if (offset == text.Length)
                throw new CelException($"index out of range: {index}");
            offset += char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length ? 2 : 1;
        }

        return offset;
    }
}
