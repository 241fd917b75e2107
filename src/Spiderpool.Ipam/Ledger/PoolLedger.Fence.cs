using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

public sealed partial class PoolLedger
{
    /// <summary>
    /// A status that differs from the present one in nothing but where the next search begins, so that storing it gives
    /// the pool a new resourceVersion: a write that is still under way with the old one can then no longer be stored.
    /// </summary>
    public SpiderIPPoolStatus Fence()
    {
        var status = Pool.Status ?? new();
        return status with { LastAllocatedIP = status.LastAllocatedIP is null ? Ranges?.Subnet.First.ToString() ?? "0.0.0.0" : null };
    }
}
