namespace Spiderpool.Ipam.Ledger;

internal static partial class AllocationText
{
    /// <summary>
    /// The text with the changes of an edit. Untouched runs are copied as they are, changed records stay in their place,
    /// new ones follow at the end.
    /// </summary>
    /// <returns>Null when no record is left, as controllers test for absence (spec/crds.md 3.2).</returns>
    public static string? Write(AllocationMap map, LedgerEdit edit)
    {
        var (text, entries) = (map.Text, map.Entries);
        if (edit.Count == 0) return null;
        var pieces = new List<ReadOnlyMemory<char>>();
        var runStart = 0;
        foreach (var slot in edit.Changed.Keys.Order())
        {
            AddRun(pieces, text, entries, runStart, slot);
            runStart = slot + 1;
            if (edit.Changed[slot] is not { } record) continue;
            var former = text.AsMemory(entries[slot].Start, entries[slot].End - entries[slot].Start);
            pieces.Add(RecordJson.Write(entries[slot].Address, record, former).AsMemory());
        }
        AddRun(pieces, text, entries, runStart, entries.Count);
        foreach (var (address, record) in edit.Added)
        {
            if (record is not null) pieces.Add(RecordJson.Write(address, record, default).AsMemory());
        }
        return Join(pieces);
    }

    private static void AddRun(
        List<ReadOnlyMemory<char>> pieces, string text, List<LedgerEntry> entries, int first, int end)
    {
        if (first < end) pieces.Add(text.AsMemory(entries[first].Start, entries[end - 1].End - entries[first].Start));
    }

    private static string Join(List<ReadOnlyMemory<char>> pieces) =>
        string.Create(pieces.Sum(piece => piece.Length) + pieces.Count + 1, pieces, static (span, pieces) =>
        {
            span[0] = '{';
            var at = 1;
            foreach (var piece in pieces)
            {
                piece.Span.CopyTo(span[at..]);
                at += piece.Length;
                span[at++] = ',';
            }
            span[at - 1] = '}';
        });
}
