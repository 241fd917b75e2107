using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Pools;

/// <summary>Keeps counts and conditions of pools true, and lets a deleted pool go once nobody holds an address of it.</summary>
internal sealed class PoolReconciler(
    KubernetesClient client, ClusterInformers informers, ILeaderFence fence, EventRecorder events, ControllerOptions options,
    TimeProvider time, ILogger<PoolReconciler> log)
    : Reconciler<SpiderIPPool>(informers.Pools, options.PoolWorkers, options.PoolResync, time, log)
{
    private readonly ConcurrentDictionary<string, bool> _mustCount = new();

    public override string Name => "pools";

    protected override IDisposable Subscribe(WorkQueue<string> queue) => informers.ReservedIPs.Subscribe(_ =>
    {
        foreach (var pool in Informer.Snapshot())
        {
            _mustCount[pool.Key] = true;
            queue.Add(pool.Key);
        }
    });

    protected override async Task ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        var mustCount = _mustCount.TryRemove(key, out _);
        if (!Informer.TryGet(key, out var pool)) return;
        try
        {
            if (pool.Metadata.IsTerminating && pool.Status?.AllocatedIPs is null)
            {
                await LetGoAsync(pool, cancellationToken);
                return;
            }
            var reserved = new ReservedRanges(informers.ReservedIPs.Snapshot());
            var status = PoolStatus.Of(pool, reserved.Of, mustCount, Time.GetUtcNow());
            if (status == (pool.Status ?? new())) return;
            fence.ThrowIfNotLeader();
            Informer.Offer(await client.ReplaceStatusAsync(pool with { Status = status }, cancellationToken));
            // An automatic pool is empty for the moment between its making and its first addresses.
            if (!AutomaticPool.Is(pool) || status.TotalIPCount is not 0) events.Changed(pool, pool.Status?.Conditions, status.Conditions);
        }
        catch
        {
            if (mustCount) _mustCount[key] = true;
            throw;
        }
    }

    private async Task LetGoAsync(SpiderIPPool pool, CancellationToken cancellationToken)
    {
        var bare = pool.Metadata.WithoutFinalizer(SpiderpoolGroup.Finalizer);
        if (ReferenceEquals(bare, pool.Metadata)) return;
        fence.ThrowIfNotLeader();
        await client.ReplaceAsync(pool with { Metadata = bare }, cancellationToken);
    }
}
