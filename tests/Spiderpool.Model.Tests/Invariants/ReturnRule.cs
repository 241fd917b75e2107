using Spiderpool.Agent.Release;

namespace Spiderpool.Model.Tests.Invariants;

/// <summary>Freed addresses return: at the end no endpoint and no record is left.</summary>
internal sealed class ReturnRule(World world)
{
    /// <summary>
    /// After the last DEL and one GC no endpoint is left, and no record but what only a look at the whole cluster shows to be
    /// abandoned.
    /// </summary>
    /// <exception cref="ViolationException">Something else is left.</exception>
    public void CheckWithoutController()
    {
        CheckEndpoints("after the last DEL");
        foreach (var (pod, uid) in Left())
        {
            if (!IsForReclaim(uid)) throw Lost(pod, uid, $"after the last DEL said {world.LastRelease.GetValueOrDefault(uid)}");
        }
    }

    /// <summary>Nothing is left after the controller's scans.</summary>
    /// <exception cref="ViolationException">Something is left.</exception>
    public void Check()
    {
        foreach (var (pod, uid) in Left()) throw Lost(pod, uid, "after it was reclaimed");
        CheckEndpoints("after it was reclaimed");
    }

    private void CheckEndpoints(string when)
    {
        if (world.Api.Endpoints.Items.FirstOrDefault() is not { } endpoint) return;
        throw new ViolationException(
            "freed addresses return", $"endpoint {endpoint.Key} is left ({endpoint.Status?.Current.Uid}) {when}");
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

    private static ViolationException Lost(string pod, string uid, string when) =>
        new("freed addresses return", $"{pod} ({uid}) still has a record {when}");
}
