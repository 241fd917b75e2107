using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

public sealed partial class PoolLedger
{
    /// <summary>
    /// Parses the records and ranges of a pool. A spec that cannot be read is no error here: releases still work and
    /// grants are refused.
    /// </summary>
    /// <param name="pool">The pool as the API server or a watch gave it.</param>
    /// <param name="previous">An earlier ledger of the pool, whose parsed ranges are used again if the spec is the same.</param>
    /// <exception cref="ReasonException"><see cref="Reason.PoolInvalid"/>: status.allocatedIPs cannot be read.</exception>
    public static PoolLedger Read(SpiderIPPool pool, PoolLedger? previous = null)
    {
        var map = ReadRecords(pool);
        if (previous is { Ranges: { } ranges } && SameRanges(previous.Pool.Spec, pool.Spec))
        {
            return new PoolLedger(pool, map, ranges, null);
        }
        return new PoolLedger(pool, map, TryRanges(pool, out var fault), fault);
    }

    private static PoolRanges? TryRanges(SpiderIPPool pool, out ReasonException? fault)
    {
        fault = null;
        try
        {
            return PoolRanges.Of(pool);
        }
        catch (ReasonException e)
        {
            fault = e;
            return null;
        }
    }

    private static AllocationMap ReadRecords(SpiderIPPool pool)
    {
        try
        {
            return new AllocationMap(pool.Status?.AllocatedIPs ?? "");
        }
        catch (FormatException e)
        {
            throw PoolRanges.Invalid(pool, $"status.allocatedIPs cannot be read: {e.Message}");
        }
    }

    private static bool SameRanges(SpiderIPPoolSpec a, SpiderIPPoolSpec b)
    {
        if (ReferenceEquals(a, b)) return true;
        return a.Subnet == b.Subnet && a.IpVersion == b.IpVersion
            && SameItems(a.Ips, b.Ips) && SameItems(a.ExcludeIPs, b.ExcludeIPs);
    }

    private static bool SameItems(IReadOnlyList<string>? a, IReadOnlyList<string>? b) => (a ?? []).SequenceEqual(b ?? []);
}
