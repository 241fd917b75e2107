using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Controller.Pools;

/// <summary>Pure: the status that a pool should have.</summary>
internal static class PoolStatus
{
    /// <summary>Whether addresses of the pool are given out at all.</summary>
    public const string Ready = "Ready";

    /// <summary>Whether an address is free.</summary>
    public const string Available = "Available";

    /// <summary>
    /// Counts and conditions. The records are parsed only when the spec is new or the counts are asked for: agents keep the
    /// counts, and a busy pool changes many times a second.
    /// </summary>
    /// <param name="pool">As last seen.</param>
    /// <param name="reserved">Addresses of the pool's family that nobody gets.</param>
    /// <param name="mustCount">Whether something outside of the pool changed the counts.</param>
    /// <param name="now">Time of conditions that change.</param>
    public static SpiderIPPoolStatus Of(SpiderIPPool pool, Func<IPFamily, RangeSet> reserved, bool mustCount, DateTimeOffset now)
    {
        var status = pool.Status ?? new();
        var generation = pool.Metadata.Generation;
        var observed = status.Conditions?.FirstOrDefault(condition => condition.Type == Ready)?.ObservedGeneration;
        ReasonException? fault = null;
        if (mustCount || observed is null || observed != generation || status.FreeIPCount is null || status.AllocatedIPCount is null)
        {
            try
            {
                var ledger = PoolLedger.Read(pool);
                // Throws what the ledger keeps to itself so that releases still work.
                var ranges = ledger.Ranges ?? PoolRanges.Of(pool);
                status = ledger.Recount(reserved(ranges.Subnet.Family));
            }
            catch (ReasonException e)
            {
                fault = e;
            }
        }
        else if (status.Conditions!.First(condition => condition.Type == Ready).Reason == Reason.PoolInvalid.Name)
        {
            return status;
        }
        return status with { Conditions = Conditions(pool, status, fault, now) };
    }

    private static IReadOnlyList<Api.Meta.Condition> Conditions(
        SpiderIPPool pool, SpiderIPPoolStatus status, ReasonException? fault, DateTimeOffset now)
    {
        var (name, generation) = (pool.Metadata.Name, pool.Metadata.Generation);
        var (reason, message) = fault is not null ? (fault.Reason, fault.Detail)
            : pool.Metadata.IsTerminating
                ? (Reason.PoolTerminating, $"pool {name} is being deleted and waits for {status.AllocatedIPCount ?? 0} addresses")
            : pool.Spec.Disable is true ? (Reason.PoolDisabled, $"pool {name} has spec.disable true")
            : (Reason.AsExpected, $"pool {name} gives addresses out");
        var conditions = status.Conditions.With(Ready, reason == Reason.AsExpected, reason, message, generation, now);
        return status.FreeIPCount switch
        {
            null => conditions.With(Available, null, reason, message, generation, now),
            0 => conditions.With(Available, false, Reason.IPsExhausted, $"pool {name}: no address is free", generation, now),
            _ => conditions.With(Available, true, Reason.AsExpected, $"pool {name} has free addresses", generation, now),
        };
    }
}
