using System.Buffers;
using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Ledger;

/// <summary>
/// Reads the map in the exact form that this product and the original write: no blanks, keys in the order pod, podUid,
/// nic, no escapes, no other keys. Several times as fast as a general JSON reader; any other text is left to that one.
/// </summary>
internal static partial class CanonicalText
{
    // What ends a plain JSON string, or must not be in one.
    private static readonly SearchValues<char> Stops =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    public static bool TryParse(string text, List<LedgerEntry> entries)
    {
        if (!text.StartsWith("{\"", StringComparison.Ordinal)) return false;
        for (var at = 1; ;)
        {
            if (!TryParseEntry(text, ref at, out var entry)) return false;
            entries.Add(entry);
            if (at >= text.Length) return false;
            if (text[at] == '}') return at + 1 == text.Length;
            if (text[at++] != ',') return false;
        }
    }

    private static bool TryParseEntry(string text, ref int at, out LedgerEntry entry)
    {
        entry = default;
        var start = at;
        if (!TryTake(text, ref at, "\"") || !TryTakeString(text, ref at, out var key)) return false;
        if (!Address.TryParse(key.In(text), out var address)) return false;
        if (!TryTake(text, ref at, ":{\"pod\":\"") || !TryTakeString(text, ref at, out var pod)) return false;
        if (!TryTake(text, ref at, ",\"podUid\":\"") || !TryTakeString(text, ref at, out var podUid)) return false;
        var nic = TextSlice.Absent;
        if (TryTake(text, ref at, ",\"nic\":\"") && !TryTakeString(text, ref at, out nic)) return false;
        if (!TryTake(text, ref at, "}")) return false;
        entry = new LedgerEntry { Address = address, Start = start, End = at, Pod = pod, PodUid = podUid, Nic = nic };
        return true;
    }

    private static bool TryTake(string text, ref int at, string expected)
    {
        if (!text.AsSpan(at).StartsWith(expected, StringComparison.Ordinal)) return false;
        at += expected.Length;
        return true;
    }

    /// <summary>Takes the rest of a string and its closing quote.</summary>
    private static bool TryTakeString(string text, ref int at, out TextSlice slice)
    {
        var length = text.AsSpan(at).IndexOfAny(Stops);
        slice = new TextSlice(at, length);
        if (length < 0 || text[at + length] != '"') return false;
        at += length + 1;
        return true;
    }
}
