using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>What a group of requests makes of a pool.</summary>
/// <param name="Status">The status to write; the old one when nothing changed.</param>
/// <param name="Changed">Whether there is something to write.</param>
/// <param name="Outcomes">One for each request, in their order.</param>
public sealed record LedgerResult(SpiderIPPoolStatus Status, bool Changed, IReadOnlyList<LedgerOutcome> Outcomes);
