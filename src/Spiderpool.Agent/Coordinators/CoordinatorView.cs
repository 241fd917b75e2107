using Spiderpool.Agent.Cluster;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Coordinators;

/// <summary>The SpiderCoordinator through the agent's informer.</summary>
internal sealed class CoordinatorView(ClusterInformers informers) : ICoordinatorView
{
    private const string Default = "default";

    public SpiderCoordinator? Coordinator
    {
        get
        {
            if (!informers.Coordinators.HasSynced)
            {
                throw new ReasonException(Reason.AgentNotReady,
                    "the agent waits for its first list of SpiderCoordinators from the API server; check that the kind is installed");
            }
            var all = informers.Coordinators.Snapshot();
            return all.FirstOrDefault(item => item.Metadata.Name == Default)
                ?? all.MinBy(item => item.Metadata.Name, StringComparer.Ordinal);
        }
    }
}
