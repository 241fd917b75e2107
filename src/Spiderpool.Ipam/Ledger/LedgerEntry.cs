using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>One record with its place in the JSON text.</summary>
/// <param name="Address">Key of the record.</param>
/// <param name="Record">Holder.</param>
/// <param name="Start">Offset of the key's opening quote.</param>
/// <param name="End">Offset after the value's closing brace.</param>
internal readonly record struct LedgerEntry(Address Address, AllocationRecord Record, int Start, int End);
