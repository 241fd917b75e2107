using Spiderpool.Api.Meta;
using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>Watches bring events to the agents' caches, each at its own pace; at times one breaks and lists again.</summary>
internal sealed class WatchActor(World world) : IActor
{
    public int Weight => 6;

    public bool TryAct()
    {
        if (world.Choice.Of(world.Nodes).Agent is not { } agent) return false;
        agent.ReservedSeen = world.Choice.OneIn(4) ? world.Api.Reserved : agent.ReservedSeen;
        return world.Choice.Below(3) switch
        {
            0 => TryDeliver(agent, agent.Pools, world.Api.Pools.Log.Count),
            1 => TryDeliver(agent, agent.Endpoints, world.Api.Endpoints.Log.Count),
            _ => TryDeliver(agent, agent.Pods, world.Api.Pods.Log.Count),
        };
    }

    private bool TryDeliver<T>(AgentProcess agent, WatchCache<T> cache, int end) where T : KubernetesObject
    {
        if (!cache.IsBehind || world.Api.IsAway) return false;
        if (world.Choice.OneIn(60))
        {
            world.Trace?.Add($"{agent.Process} lists {typeof(T).Name} again");
            cache.List(end);
            return true;
        }
        var change = cache.Deliver();
        world.Trace?.Add(
            $"{agent.Process} sees {change.Type} {typeof(T).Name} {change.Object.Key} {change.Object.Metadata.ResourceVersion}");
        return true;
    }
}
