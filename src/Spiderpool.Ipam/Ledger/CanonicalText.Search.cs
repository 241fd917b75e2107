using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

internal static partial class CanonicalText
{
    /// <summary>The records of one pod.</summary>
    /// <returns>Null when a place that names the pod is in no canonical record, so that only a whole reading tells.</returns>
    public static List<(Address Address, AllocationRecord Record)>? TryFind(string text, string podUid)
    {
        var found = new List<(Address, AllocationRecord)>();
        for (var at = 0; (at = text.IndexOf(podUid, at, StringComparison.Ordinal)) >= 0;)
        {
            var end = StartOfEntry(text, at);
            if (end < 0 || !TryParseEntry(text, ref end, out var entry) || end <= at) return null;
            // The name of another pod may hold these characters too.
            if (entry.PodUidIn(text).SequenceEqual(podUid)) found.Add((entry.Address, entry.ToRecord(text)));
            at = end;
        }
        return found;
    }

    /// <summary>Offset of the quote before the key of the record around a place; -1 if there is none.</summary>
    private static int StartOfEntry(string text, int place)
    {
        var value = text.LastIndexOf(":{", place, StringComparison.Ordinal);
        return value < 2 ? -1 : text.LastIndexOf('"', value - 2);
    }
}
