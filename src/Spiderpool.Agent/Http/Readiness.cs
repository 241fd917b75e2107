using Spiderpool.Agent.Cluster;
using Spiderpool.Api;

namespace Spiderpool.Agent.Http;

/// <summary>Whether the agent can allocate: each of its caches has been filled once.</summary>
internal sealed class Readiness(ClusterInformers informers)
{
    public bool IsReady => informers.HaveSynced;

    /// <exception cref="ReasonException"><see cref="Reason.AgentNotReady"/>.</exception>
    public void ThrowIfNotReady()
    {
        if (IsReady) return;
        throw new ReasonException(Reason.AgentNotReady,
            "the agent waits for its first lists from the API server; check the API server and the agent's permissions");
    }
}
