using Spiderpool.Addressing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>Pools in the API server, seen through an informer.</summary>
internal sealed class PoolStore(KubernetesClient client, Informer<SpiderIPPool> pools, ReservedAddresses reserved, TimeProvider time)
    : IPoolStore
{
    public SpiderIPPool? Cached(string name) => pools.TryGet(name, out var pool) ? pool : null;

    public async Task<SpiderIPPool?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var pool = await ApiCalls.ReadAsync(() => client.TryGetAsync<SpiderIPPool>(null, name, cancellationToken));
        if (pool is not null) pools.Offer(pool);
        return pool;
    }

    public async Task<Write<SpiderIPPool>> WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken)
    {
        var write = await ApiCalls.WriteAsync(() => client.StoreStatusAsync(pool, cancellationToken));
        if (write.Object is { } stored) pools.Offer(stored);
        return write;
    }

    public async Task<SpiderIPPool?> WaitForOtherAsync(
        string name, string? resourceVersion, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await pools.WaitForAsync(
                name, pool => pool is null || pool.Metadata.ResourceVersion != resourceVersion, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public RangeSet Reserved(IPFamily family) => reserved.Of(family);
}
