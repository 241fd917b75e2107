using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Cluster;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>The API server, and the controller's informers for what may be stale.</summary>
internal sealed class ReclaimCluster(KubernetesClient client, ClusterInformers informers, PodsByUid podsByUid) : IReclaimCluster
{
    /// <summary>From so many objects of a namespace on, one list is cheaper than a read for each.</summary>
    private const int ManyObjects = 20;

    private readonly KubeVirtReader _kubeVirt = new(client);

    public IReadOnlyCollection<SpiderIPPool> Pools => informers.Pools.Snapshot();

    public IReadOnlyCollection<SpiderEndpoint> Endpoints => informers.Endpoints.Snapshot();

    public RangeSet Reserved(IPFamily family) => new ReservedRanges(informers.ReservedIPs.Snapshot()).Of(family);

    public Pod? CachedPod(string uid) => podsByUid.Find(uid);

    public Task<IReadOnlyDictionary<string, Pod>> ReadPodsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        ReadAsync<Pod>(ns, names, cancellationToken);

    public Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken) =>
        _kubeVirt.ReadLaunchersAsync(ns, cancellationToken);

    public Task<IReadOnlyDictionary<string, SpiderEndpoint>> ReadEndpointsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        ReadAsync<SpiderEndpoint>(ns, names, cancellationToken);

    public async Task<NodeState> ReadNodeStateAsync(string node, CancellationToken cancellationToken)
    {
        if (informers.Nodes.TryGet(node, out var cached) && NodeStates.Of(cached) is NodeState.Ready) return NodeState.Ready;
        return NodeStates.Of(await client.TryGetAsync<Node>(null, node, cancellationToken));
    }

    public async Task<bool> IsWantedAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var (ns, owner) = (endpoint.Metadata.Namespace!, endpoint.Status!.OwnerControllerName);
        if (endpoint.Status.OwnerControllerType == EndpointRules.VirtualMachineInstance)
        {
            return await _kubeVirt.IsWantedAsync(ns, owner, cancellationToken);
        }
        var set = await client.TryGetAsync<StatefulSet>(ns, owner, cancellationToken);
        return EndpointRules.Wants(set, owner, endpoint.Metadata.Name!);
    }

    public Task<SpiderIPPool?> ReadPoolAsync(string name, CancellationToken cancellationToken) =>
        client.TryGetAsync<SpiderIPPool>(null, name, cancellationToken);

    public async Task WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken) =>
        informers.Pools.Offer(await client.ReplaceStatusAsync(pool, cancellationToken));

    public Task<SpiderEndpoint> WriteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        client.ReplaceAsync(endpoint, cancellationToken);

    public Task DeleteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        client.DeleteAsync<SpiderEndpoint>(
            endpoint.Metadata.Namespace, endpoint.Metadata.Name!,
            new DeleteOptions { Uid = endpoint.Metadata.Uid, ResourceVersion = endpoint.Metadata.ResourceVersion },
            cancellationToken);

    private async Task<IReadOnlyDictionary<string, T>> ReadAsync<T>(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var found = new Dictionary<string, T>();
        // A record that names no pod has none.
        if (ns.Length == 0) return found;
        if (names.Count < ManyObjects)
        {
            foreach (var name in names.Where(name => name.Length > 0))
            {
                if (await client.TryGetAsync<T>(ns, name, cancellationToken) is { } item) found[name] = item;
            }
            return found;
        }
        // Without a resourceVersion the list is as fresh as a read.
        await foreach (var item in client.ListAllAsync<T>(ns, new ListOptions(), cancellationToken))
        {
            if (names.Contains(item.Metadata.Name!)) found[item.Metadata.Name!] = item;
        }
        return found;
    }
}
