using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

public sealed partial class PoolLedger
{
    /// <summary>
    /// A status that differs from the present one in nothing but where the next search begins, so that storing it gives
    /// the pool a new resourceVersion: a write that is still under way with the old one can then no longer be stored.
    /// The search moves on by one place, so that addresses freed lately keep resting.
    /// </summary>
    public SpiderIPPoolStatus Fence()
    {
        var status = Pool.Status ?? new();
        var last = Address.TryParse(status.LastAllocatedIP, out var address) ? address : (Address?)null;
        var next = (Ranges?.Usable.NextFree(last, _ => false) ?? Ranges?.Subnet.First)?.ToString() ?? "0.0.0.0";
        // A pool of one address has nowhere to move on to.
        return status with { LastAllocatedIP = next == status.LastAllocatedIP ? null : next };
    }
}
