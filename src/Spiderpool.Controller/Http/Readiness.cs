using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Leadership;

namespace Spiderpool.Controller.Http;

/// <summary>Whether this replica can serve webhooks, and whether somebody leads (spec/components.md 2).</summary>
internal sealed class Readiness(ClusterInformers informers, LeaderService leader)
{
    public bool IsStarted => informers.HaveSynced;

    public bool IsReady => informers.HaveSynced && leader.Leader is not null;
}
