using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Cluster;

/// <summary>What the agent reads of the cluster. Cached reads may be stale; the others say what they cost.</summary>
public interface IClusterView
{
    /// <summary>Name of the node of this agent.</summary>
    string NodeName { get; }

    /// <summary>The node of this agent.</summary>
    /// <exception cref="Api.ReasonException">The API server has no such node.</exception>
    Node Node { get; }

    /// <summary>All pools, as last seen.</summary>
    IReadOnlyCollection<SpiderIPPool> Pools { get; }

    IVirtualMachines VirtualMachines => NoVirtualMachines.Instance;

    /// <summary>The pod from the cache; one API read when the cache has none of this UID.</summary>
    /// <param name="uid">Empty when the caller does not know it: then the cache cannot tell which pod is meant.</param>
    Task<Pod?> FindPodAsync(string ns, string name, string uid, CancellationToken cancellationToken);

    /// <summary>The pod as the API server has it now: one API read.</summary>
    Task<Pod?> ReadPodAsync(string ns, string name, CancellationToken cancellationToken);

    /// <summary>The namespace from the cache; one API read when the cache has none.</summary>
    Task<Namespace?> FindNamespaceAsync(string name, CancellationToken cancellationToken);

    /// <summary>The StatefulSet as the API server has it now: one API read.</summary>
    Task<StatefulSet?> ReadStatefulSetAsync(string ns, string name, CancellationToken cancellationToken);

    /// <summary>Follows the pod's owners to the top (spec/ipam.md 4.1 step 3); cached per owner.</summary>
    Task<TopController> FindTopControllerAsync(Pod pod, CancellationToken cancellationToken);
}
