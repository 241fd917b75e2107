using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Ipam.Ledger;

/// <summary>The answer to one request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Address">The address that the requester now holds; null for releases and refusals.</param>
/// <param name="IsNew">
/// Whether this call made or rebound the record. False for a record that the requester held before, so giving back
/// what is new undoes the call.
/// </param>
/// <param name="Refusal">Why nothing was done; null on success.</param>
/// <param name="Released">Number of records freed.</param>
public sealed record LedgerOutcome(
    LedgerRequest Request, Address? Address = null, bool IsNew = false, ReasonException? Refusal = null, int Released = 0);
