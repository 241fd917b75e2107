using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

public sealed partial class PoolLedger
{
    /// <summary>
    /// Answers requests in their order; each sees what the earlier ones did. Costs one pass over the records and one
    /// copy of their text, whatever the number of requests.
    /// </summary>
    /// <param name="requests">Requests of any pods.</param>
    /// <param name="reserved">Addresses that are not given out: the union of all SpiderReservedIPs.</param>
    /// <param name="limits">Bounds of the pool.</param>
    public LedgerResult Apply(IReadOnlyList<LedgerRequest> requests, RangeSet reserved, LedgerLimits limits)
    {
        var session = new LedgerSession(Pool, Ranges, _fault, reserved, limits, new LedgerEdit(_map));
        var outcomes = new LedgerOutcome[requests.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = session.Answer(requests[i]);
        if (!session.Edit.HasChanges) return new LedgerResult(Pool.Status ?? new(), false, outcomes);
        return new LedgerResult(NewStatus(session), true, outcomes);
    }

    /// <summary>The present status with its counts made true; the records stay as they are.</summary>
    public SpiderIPPoolStatus Recount(RangeSet reserved) => WithCounts(
        Pool.Status ?? new(), new LedgerSession(Pool, Ranges, _fault, reserved, LedgerLimits.Default, new LedgerEdit(_map)));

    private SpiderIPPoolStatus NewStatus(LedgerSession session) => WithCounts(
        (Pool.Status ?? new()) with
        {
            AllocatedIPs = AllocationText.Write(_map, session.Edit),
            LastAllocatedIP = session.LastAllocated?.ToString() ?? Pool.Status?.LastAllocatedIP,
        },
        session);

    private SpiderIPPoolStatus WithCounts(SpiderIPPoolStatus status, LedgerSession session)
    {
        status = status with { AllocatedIPCount = session.Edit.Count };
        if (Ranges is null) return status;
        return status with
        {
            TotalIPCount = Saturate(Ranges.Usable.AddressCount),
            FreeIPCount = Saturate(session.Allocatable.AddressCount - (UInt128)CountUsed(session)),
        };
    }

    /// <summary>Number of addresses that could be given out if nobody held them.</summary>
    private int CountUsed(LedgerSession session)
    {
        var used = 0;
        for (var slot = 0; slot < _map.Count; slot++)
        {
            if (!session.Edit.IsRemoved(slot) && session.Allocatable.Contains(_map.Entries[slot].Address)) used++;
        }
        foreach (var (address, record) in session.Edit.Added)
        {
            if (record is not null && session.Allocatable.Contains(address)) used++;
        }
        return used;
    }

    private static long Saturate(UInt128 count) => count > long.MaxValue ? long.MaxValue : (long)count;
}
