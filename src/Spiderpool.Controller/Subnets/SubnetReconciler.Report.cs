using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Subnets;

internal sealed partial class SubnetReconciler
{
    private async Task ReportAsync(string key, IPFamily family, CancellationToken cancellationToken)
    {
        using var turn = await locks.AcquireAsync(key, cancellationToken);
        if (!Informer.TryGet(key, out var subnet)) return;
        var gone = await FindGoneAsync(subnet, cancellationToken);
        var reserved = new ReservedRanges(informers.ReservedIPs.Snapshot()).Of(family);
        // As they are now: while this waited for its turn, pools may have been made, and have got their entries.
        var present = informers.Pools.Snapshot().Where(pool =>
            pool.Spec.Subnet == subnet.Spec.Subnet && !gone.Contains(pool.Metadata.Name!));
        var status = SubnetStatus.Of(subnet, [.. present], gone, reserved, Time.GetUtcNow());
        if (status == (subnet.Status ?? new())) return;
        fence.ThrowIfNotLeader();
        Informer.Offer(await client.ReplaceStatusAsync(subnet with { Status = status }, cancellationToken));
        events.Changed(subnet, subnet.Status?.Conditions, status.Conditions);
    }

    /// <summary>
    /// Entries whose pool is no more. That a pool is missing here may mean that it was made a moment ago, so the API server is
    /// asked, after the subnet was read: who makes the pool anew must write the subnet first.
    /// </summary>
    private async Task<IReadOnlySet<string>> FindGoneAsync(SpiderSubnet subnet, CancellationToken cancellationToken)
    {
        var gone = new HashSet<string>();
        foreach (var (name, entry) in ControlledPools.Of(subnet))
        {
            if (informers.Pools.TryGet(name, out var cached) && IsPoolOf(entry, cached, subnet)) continue;
            var pool = await client.TryGetAsync<SpiderIPPool>(null, name, cancellationToken);
            if (pool is not null && IsPoolOf(entry, pool, subnet)) informers.Pools.Offer(pool);
            else gone.Add(name);
        }
        return gone;
    }

    private static bool IsPoolOf(ControlledIPPool entry, SpiderIPPool pool, SpiderSubnet subnet) =>
        pool.Spec.Subnet == subnet.Spec.Subnet && (entry.Uid is null || entry.Uid == pool.Metadata.Uid);
}
