using Spiderpool.Agent.Commit;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>
/// A bug to plant in what surrounds the product's code, so as to see that the model would find it. The base plants none.
/// </summary>
internal class Plant
{
    public static Plant None { get; } = new();

    /// <summary>Whether an update of a pool is refused when its resourceVersion is not the latest.</summary>
    public virtual bool ServerChecksVersions => true;

    /// <summary>Whether a read that should ask the API server is answered from the cache, and fences are not written.</summary>
    public virtual bool ReadsFromCache => false;

    /// <summary>Whether the controller asks the API server for pods that its cache lacks.</summary>
    public virtual bool AsksForPods => true;

    /// <summary>Whether the controller asks the API server for nodes that are not Ready in its cache.</summary>
    public virtual bool AsksForNodes => true;

    /// <summary>Whether a controller's clock that jumps leaves alone what it counts.</summary>
    public virtual bool CountsBySteadyClock => true;

    /// <summary>The rules that the controller is given.</summary>
    public virtual ReclaimRules TellRules(ReclaimRules rules) => rules;

    /// <summary>A pool as the agent gets to see it.</summary>
    public virtual SpiderIPPool? ShowPool(SpiderIPPool? pool) => pool;

    /// <summary>An endpoint as the agent gets to see it.</summary>
    public virtual SpiderEndpoint? ShowEndpoint(SpiderEndpoint? endpoint) => endpoint;

    /// <summary>The answer to a read of a pod.</summary>
    public virtual Pod? ShowPod(Pod? pod) => pod;

    /// <summary>The answer to a write of a pool.</summary>
    public virtual Write<SpiderIPPool> TellWrite(Write<SpiderIPPool> write) => write;

    /// <summary>What a DEL is made to ask for.</summary>
    public virtual IpamDelArgs TellRelease(IpamDelArgs args, SimulatedApi api) => args;
}
