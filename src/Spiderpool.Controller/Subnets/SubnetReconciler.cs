using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Controller.Subnets;

/// <summary>
/// Keeps what a subnet says of its pools true, takes pools of its CIDR as its own, and lets a deleted subnet go once no pool has an
/// address of it (spec/crds.md 4.4).
/// </summary>
internal sealed partial class SubnetReconciler(
    KubernetesClient client, ClusterInformers informers, SubnetLocks locks, ILeaderFence fence, EventRecorder events,
    ControllerOptions options, TimeProvider time, ILogger<SubnetReconciler> log)
    : Reconciler<SpiderSubnet>(informers.Subnets, options.SubnetWorkers, options.SubnetResync, time, log)
{
    public override string Name => "subnets";

    protected override IDisposable Subscribe(WorkQueue<string> queue)
    {
        var news = new PoolNews();
        var pools = informers.Pools.Subscribe(change =>
        {
            if (!news.IsIn(change)) return;
            foreach (var subnet in Informer.Snapshot())
            {
                if (subnet.Spec.Subnet == change.Object.Spec.Subnet) queue.Add(subnet.Key);
            }
        });
        var reserved = informers.ReservedIPs.Subscribe(_ =>
        {
            foreach (var subnet in Informer.Snapshot()) queue.Add(subnet.Key);
        });
        return new Subscriptions(pools, reserved);
    }

    protected override async Task ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        if (!options.EnableSpiderSubnet || !Informer.TryGet(key, out var subnet)) return;
        if (!Prefix.TryParse(subnet.Spec.Subnet, out var prefix)) return;
        var pools = informers.Pools.Snapshot().Where(pool => pool.Spec.Subnet == subnet.Spec.Subnet).ToList();
        if (subnet.Metadata.IsTerminating) await DeletePoolsAsync(subnet, pools, cancellationToken);
        else
        {
            await EnsureMetadataAsync(subnet, cancellationToken);
            await AdoptAsync(subnet, pools, cancellationToken);
        }
        await ReportAsync(key, prefix.Family, cancellationToken);
        await LetGoAsync(key, pools, cancellationToken);
    }

    /// <summary>What the webhook does where there is one.</summary>
    private async Task EnsureMetadataAsync(SpiderSubnet subnet, CancellationToken cancellationToken)
    {
        var (label, metadata) = (LabelText.OfCidr(subnet.Spec.Subnet), subnet.Metadata);
        var hasFinalizer = metadata.Finalizers?.Contains(SpiderpoolGroup.Finalizer) is true;
        if (hasFinalizer && metadata.Label(LabelKeys.SubnetCidr) == label) return;
        fence.ThrowIfNotLeader();
        var ensured = metadata with
        {
            Finalizers = hasFinalizer ? metadata.Finalizers : [.. metadata.Finalizers ?? [], SpiderpoolGroup.Finalizer],
            Labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>())
            {
                [LabelKeys.SubnetCidr] = label,
            },
        };
        Informer.Offer(await client.ReplaceAsync(subnet with { Metadata = ensured }, cancellationToken));
    }

    /// <summary>Pools that were there before the subnet. Those with addresses that it does not have stay as they are.</summary>
    private async Task AdoptAsync(SpiderSubnet subnet, IEnumerable<SpiderIPPool> pools, CancellationToken cancellationToken)
    {
        foreach (var pool in pools.Where(pool => !pool.Metadata.IsTerminating))
        {
            var adopted = PoolOwnership.Adopt(pool, subnet);
            if (adopted == pool || !IsInside(pool, subnet)) continue;
            fence.ThrowIfNotLeader();
            informers.Pools.Offer(await client.ReplaceAsync(adopted, cancellationToken));
        }
    }

    private async Task DeletePoolsAsync(SpiderSubnet subnet, IEnumerable<SpiderIPPool> pools, CancellationToken cancellationToken)
    {
        foreach (var pool in pools.Where(pool => !pool.Metadata.IsTerminating && IsOwned(pool, subnet)))
        {
            fence.ThrowIfNotLeader();
            var only = new DeleteOptions { Uid = pool.Metadata.Uid };
            await client.DeleteAsync<SpiderIPPool>(null, pool.Metadata.Name!, only, cancellationToken);
        }
    }

    private async Task LetGoAsync(string key, IReadOnlyCollection<SpiderIPPool> pools, CancellationToken cancellationToken)
    {
        if (!Informer.TryGet(key, out var subnet) || !subnet.Metadata.IsTerminating) return;
        if (subnet.Status?.ControlledIPPools is not null || pools.Any(pool => IsOwned(pool, subnet))) return;
        var bare = subnet.Metadata.WithoutFinalizer(SpiderpoolGroup.Finalizer);
        if (ReferenceEquals(bare, subnet.Metadata)) return;
        fence.ThrowIfNotLeader();
        await client.ReplaceAsync(subnet with { Metadata = bare }, cancellationToken);
    }

    private static bool IsOwned(SpiderIPPool pool, SpiderSubnet subnet) =>
        pool.Metadata.OwnerReferences?.Any(owner => owner.Uid == subnet.Metadata.Uid) is true;

    private static bool IsInside(SpiderIPPool pool, SpiderSubnet subnet)
    {
        try
        {
            return PoolRanges.Of(pool).Usable.Except(SubnetRanges.Of(subnet)).IsEmpty;
        }
        catch (ReasonException)
        {
            return false;
        }
    }
}
