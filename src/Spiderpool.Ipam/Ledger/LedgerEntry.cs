using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>
/// One record as places in the JSON text: a pool has thousands, a group of requests looks at a few, so strings are made
/// only for those.
/// </summary>
internal readonly record struct LedgerEntry
{
    public required Address Address { get; init; }

    /// <summary>Offset of the key's opening quote.</summary>
    public required int Start { get; init; }

    /// <summary>Offset after the value's closing brace.</summary>
    public required int End { get; init; }

    public TextSlice Pod { get; init; }

    public TextSlice PodUid { get; init; }

    public TextSlice Nic { get; init; }

    /// <summary>The record itself when the text is not in the canonical form; the slices mean nothing then.</summary>
    public AllocationRecord? Decoded { get; init; }

    public ReadOnlySpan<char> PodUidIn(string text) => Decoded is null ? PodUid.In(text) : Decoded.PodUid;

    public AllocationRecord ToRecord(string text) => Decoded ?? new AllocationRecord(
        Pod.In(text).ToString(), PodUid.In(text).ToString(), Nic.IsAbsent ? null : Nic.In(text).ToString());
}
