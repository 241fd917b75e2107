using Spiderpool.Agent.Release;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Model.Tests.Invariants;

/// <summary>
/// Freed addresses return: after the last DEL and one GC no endpoint is left, and no record but what only a look at the
/// whole cluster shows to be abandoned. That part is the controller's; here one more DEL stands for it.
/// </summary>
internal sealed class ReturnRule(World world)
{
    /// <exception cref="ViolationException">Something is left.</exception>
    public void Check(Quiescence quiescence)
    {
        if (world.Api.Endpoints.Items.FirstOrDefault() is { } endpoint)
        {
            throw new ViolationException("freed addresses return", $"endpoint {endpoint.Key} is left ({endpoint.Status?.Current.Uid})");
        }
        foreach (var (pod, uid) in Left())
        {
            if (!IsForReclaim(uid)) throw Lost(pod, uid, $"after the last DEL said {world.LastRelease.GetValueOrDefault(uid)}");
            Reclaim(pod, uid, quiescence);
        }
        foreach (var (pod, uid) in Left()) throw Lost(pod, uid, "after it was reclaimed");
    }

    private List<(string Pod, string Uid)> Left() => [.. world.Api.Pools.Items.SelectMany(pool => Records.Of(pool).Values)
        .Select(record => (record.Pod, record.PodUid)).Distinct()];

    /// <summary>
    /// No call of the runtime tells the agent of these: the pod went after the DEL of its last sandbox, or the runtime does
    /// not tell UIDs, or the set stopped wanting the pod after its DEL, or a killed agent's request was carried out after all.
    /// Or it was carried out before the agent was killed, but after the DEL of the sandbox that the endpoint then names: the
    /// agent's next life takes that sandbox for the present one.
    /// </summary>
    private bool IsForReclaim(string uid) => world.ServedByTheDead.Contains(uid)
        || (world.LastRelease.GetValueOrDefault(uid) is ReleaseOutcome.OtherSandbox
            && world.LateEndpoints.Any(late => late.Uid == uid && late.Sender.IsDead))
        || world.LastRelease.GetValueOrDefault(uid) is ReleaseOutcome.PodIsAlive or ReleaseOutcome.UnknownPod
            or ReleaseOutcome.StaticAddress;

    private void Reclaim(string pod, string uid, Quiescence quiescence)
    {
        var agent = world.Nodes[0].Agent!;
        world.Trace?.Add($"reclaim of {pod} ({uid}) at {agent.Process}");
        var args = new IpamDelArgs { PodNamespace = "default", PodName = pod["default/".Length..], PodUID = uid };
        var task = agent.DelAsync(args, CancellationToken.None);
        quiescence.Until(() => task.IsCompleted, "reclaim ends");
        quiescence.DeliverWatches();
    }

    private static ViolationException Lost(string pod, string uid, string when) =>
        new("freed addresses return", $"{pod} ({uid}) still has a record {when}");
}
