using Spiderpool.Addressing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>As the product's PoolStore, over the simulated network.</summary>
internal sealed class SimulatedPoolStore(AgentProcess agent) : IPoolStore
{
    public SpiderIPPool? Cached(string name) => agent.Plant.ShowPool(agent.Pools.Get(name));

    public async Task<SpiderIPPool?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (agent.Plant.ReadsFromCache) return Cached(name);
        var pool = await agent.Network.ReadAsync(agent.Process, $"get pool {name}", () => agent.Api.Pools.Get(name), cancellationToken);
        if (pool is not null) agent.Pools.Offer(pool);
        return agent.Plant.ShowPool(pool);
    }

    public async Task<Write<SpiderIPPool>> WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken)
    {
        if (agent.Plant.ReadsFromCache && IsFence(pool)) return new(WriteOutcome.Written, pool, "");
        var write = agent.Plant.TellWrite(await agent.Network.WriteAsync(
            agent.Process, $"update status of pool {pool.Key}", () => agent.Api.ReplacePoolStatus(pool), cancellationToken));
        if (write.Object is { } stored) agent.Pools.Offer(stored);
        return write;
    }

    public Task<SpiderIPPool?> WaitForOtherAsync(
        string name, string? resourceVersion, TimeSpan patience, CancellationToken cancellationToken) =>
        agent.Pools.WaitForAsync(
            name, pool => pool is null || pool.Metadata.ResourceVersion != resourceVersion, patience, agent.Time);

    public RangeSet Reserved(IPFamily family) => agent.ReservedSeen;

    /// <summary>Whether a write changes no record.</summary>
    private bool IsFence(SpiderIPPool pool) => Cached(pool.Key)?.Status?.AllocatedIPs == pool.Status?.AllocatedIPs;
}
