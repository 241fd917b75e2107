using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

public sealed partial class PoolLedger
{
    /// <summary>
    /// The records of one pod, without reading those of the others: an agent asks this for each pod, of pools with thousands of
    /// records.
    /// </summary>
    /// <exception cref="ReasonException"><see cref="Reason.PoolInvalid"/>: status.allocatedIPs cannot be read.</exception>
    public static IReadOnlyList<(Address Address, AllocationRecord Record)> RecordsOf(SpiderIPPool pool, string podUid)
    {
        var text = pool.Status?.AllocatedIPs;
        if (text is null || podUid.Length == 0 || !text.Contains(podUid, StringComparison.Ordinal)) return [];
        return CanonicalText.TryFind(text, podUid) ?? Read(pool).AllOf(podUid);
    }

    private List<(Address Address, AllocationRecord Record)> AllOf(string podUid) =>
        [.. _map.SlotsOf(podUid).Select(slot => (_map.Entries[slot].Address, _map.RecordAt(slot)))];
}
