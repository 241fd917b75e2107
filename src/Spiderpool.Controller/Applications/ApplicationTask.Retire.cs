using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Applications;

internal sealed partial class ApplicationTask
{
    /// <summary>Deletes the pools that go with an application and that it wants no more (spec/ipam.md 7.5, crds.md 3.6).</summary>
    /// <param name="key">Of the application.</param>
    /// <param name="known">UID of the application that the wishes are of; null when none is known here.</param>
    /// <param name="groups">Its wishes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task RetireAsync(
        ApplicationKey key, string? known, IReadOnlyList<PoolGroup> groups, CancellationToken cancellationToken)
    {
        var unwanted = PoolsOf(key).Where(pool => IsDeletable(pool) && !groups.Any(group => IsWanted(pool, group))).ToList();
        if (unwanted.Count == 0) return;
        // The copy here may be older than the pool, and not know its application yet: then the change to come decides.
        var present = await _lookup.UidOfAsync(key, cancellationToken);
        foreach (var pool in unwanted)
        {
            var uid = pool.Metadata.Label(LabelKeys.OwnerApplicationUid);
            if (uid == present && uid != known) continue;
            await DeleteAsync(key, pool, cancellationToken);
        }
    }

    /// <summary>Applications that are not watched: their pools go when nobody holds an address and the application is gone.</summary>
    private async Task RetireThirdPartyAsync(ApplicationKey key, CancellationToken cancellationToken)
    {
        var idle = PoolsOf(key).Where(pool => IsDeletable(pool) && pool.Status?.AllocatedIPs is null).ToList();
        if (idle.Count == 0) return;
        var present = await _lookup.UidOfAsync(key, cancellationToken);
        foreach (var pool in idle)
        {
            if (pool.Metadata.Label(LabelKeys.OwnerApplicationUid) != present) await DeleteAsync(key, pool, cancellationToken);
        }
    }

    private static bool IsWanted(SpiderIPPool pool, PoolGroup group) =>
        group.Subnets.Any(subnet => AutomaticPool.Serves(pool, group, subnet));

    /// <summary>With the webhook that refuses the deletion of pools in use, it waits for the last address.</summary>
    private bool IsDeletable(SpiderIPPool pool) => AutomaticPool.IsReclaimed(pool) && !pool.Metadata.IsTerminating
        && !(Options.EnableValidatingResourcesDeletedWebhook && pool.Status?.AllocatedIPs is not null);

    private async Task DeleteAsync(ApplicationKey key, SpiderIPPool pool, CancellationToken cancellationToken)
    {
        fence.ThrowIfNotLeader();
        try
        {
            var only = new DeleteOptions { Uid = pool.Metadata.Uid };
            await client.DeleteAsync<SpiderIPPool>(null, pool.Metadata.Name!, only, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return;
        }
        Tell(key, pool.Metadata.Label(LabelKeys.OwnerApplicationUid), ApplicationNews.Deleted(pool));
    }
}
