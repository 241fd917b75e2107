namespace Spiderpool.Ipam.Ledger;

/// <summary>A piece of the records' JSON text that is a string without escapes; length -1 for an absent value.</summary>
internal readonly record struct TextSlice(int Start, int Length)
{
    public static TextSlice Absent => new(0, -1);

    public bool IsAbsent => Length < 0;

    /// <summary>The characters; empty when absent.</summary>
    public ReadOnlySpan<char> In(string text) => Length > 0 ? text.AsSpan(Start, Length) : default;
}
