namespace Spiderpool.Addressing;

/// <summary>Quotes hostile input in error messages: bounded in length and free of control characters.</summary>
public static class Excerpt
{
    private const int MaxLength = 80;

    public static string Of(ReadOnlySpan<char> text)
    {
        var cut = text.Length > MaxLength;
        Span<char> copy = stackalloc char[MaxLength];
        var length = Math.Min(text.Length, MaxLength);
        for (var i = 0; i < length; i++) copy[i] = char.IsControl(text[i]) ? ' ' : text[i];
        return cut ? $"{copy[..length]}… ({text.Length} characters)" : new string(copy[..length]);
    }
}
