using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// What reclaim reads and writes: the API server in production, a simulated one in the model tests. A Read sees each write
/// that finished before it began; the rest may be stale. Each call may throw <see cref="Kubernetes.KubernetesApiException"/>.
/// </summary>
public interface IReclaimCluster
{
    /// <summary>All pools, as last seen.</summary>
    IReadOnlyCollection<SpiderIPPool> Pools { get; }

    /// <summary>All endpoints, as last seen.</summary>
    IReadOnlyCollection<SpiderEndpoint> Endpoints { get; }

    /// <summary>Addresses of the family that no pool gives out, as last seen.</summary>
    RangeSet Reserved(IPFamily family);

    /// <summary>The pod as last seen. It is good for keeping an address, and never for giving one back.</summary>
    Pod? CachedPod(string uid);

    /// <summary>Those of the named pods that exist, by name.</summary>
    Task<IReadOnlyDictionary<string, Pod>> ReadPodsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken);

    /// <summary>The pods of all KubeVirt machines of a namespace, whose names are not those of their endpoints.</summary>
    Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken);

    /// <summary>Those of the named endpoints that exist, by name.</summary>
    Task<IReadOnlyDictionary<string, SpiderEndpoint>> ReadEndpointsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken);

    /// <summary>The cache is good for a node that is Ready, and so for keeping an address; any other is asked for.</summary>
    Task<NodeState> ReadNodeStateAsync(string node, CancellationToken cancellationToken);

    /// <summary>Whether the owner of a static address still wants a pod of the endpoint's name (spec/ipam.md 6.2).</summary>
    Task<bool> IsWantedAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken);

    Task<SpiderIPPool?> ReadPoolAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores the status if the pool's resourceVersion is still the latest.</summary>
    Task WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken);

    /// <summary>Stores the endpoint if its resourceVersion is still the latest.</summary>
    Task<SpiderEndpoint> WriteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Deletes the endpoint if its UID and resourceVersion are still the latest.</summary>
    Task DeleteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken);
}
