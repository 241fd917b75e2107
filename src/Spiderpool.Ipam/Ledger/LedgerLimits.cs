namespace Spiderpool.Ipam.Ledger;

/// <summary>Bounds that keep a pool object within what an API server stores.</summary>
/// <param name="MaxRecords">Most records a pool may hold (SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS).</param>
public sealed record LedgerLimits(int MaxRecords)
{
    /// <summary>The limit of an installation that sets none (spec/ipam.md 12.2).</summary>
    public static LedgerLimits Default { get; } = new(5000);
}
