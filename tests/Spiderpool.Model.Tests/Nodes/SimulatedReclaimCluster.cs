using System.Net;
using Spiderpool.Addressing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Kubernetes;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>As the product's ReclaimCluster, over the simulated network.</summary>
internal sealed class SimulatedReclaimCluster(ControllerProcess controller) : IReclaimCluster
{
    private SimulatedApi Api => controller.Api;

    public IReadOnlyCollection<SpiderIPPool> Pools => controller.Pools.Snapshot();

    public IReadOnlyCollection<SpiderEndpoint> Endpoints => controller.Endpoints.Snapshot();

    public RangeSet Reserved(IPFamily family) => controller.ReservedSeen;

    public Pod? CachedPod(string uid) => controller.Pods.Snapshot().FirstOrDefault(pod => pod.Metadata.Uid == uid);

    public Task<IReadOnlyDictionary<string, Pod>> ReadPodsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        ReadEachAsync("pod", names,
            name => controller.Plant.AsksForPods ? Api.Pods.Get($"{ns}/{name}") : controller.Pods.Get($"{ns}/{name}"),
            cancellationToken);

    /// <summary>There are no virtual machines here.</summary>
    public Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Pod>>([]);

    public Task<IReadOnlyDictionary<string, SpiderEndpoint>> ReadEndpointsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        ReadEachAsync("endpoint", names, name => Api.Endpoints.Get($"{ns}/{name}"), cancellationToken);

    public async Task<NodeState> ReadNodeStateAsync(string node, CancellationToken cancellationToken)
    {
        var cached = controller.Nodes.Get(node);
        if (NodeStates.Of(cached) is NodeState.Ready || !controller.Plant.AsksForNodes) return NodeStates.Of(cached);
        return NodeStates.Of(await ReadAsync($"get node {node}", () => Api.Nodes.Get(node), cancellationToken));
    }

    public async Task<bool> IsWantedAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var owner = endpoint.Status!.OwnerControllerName;
        var set = await ReadAsync(
            $"get StatefulSet {owner}", () => Api.Sets.GetValueOrDefault($"{endpoint.Metadata.Namespace}/{owner}"), cancellationToken);
        return EndpointRules.Wants(set, owner, endpoint.Metadata.Name!);
    }

    public async Task<SpiderIPPool?> ReadPoolAsync(string name, CancellationToken cancellationToken) =>
        controller.Plant.ShowPool(await ReadAsync($"get pool {name}", () => Api.Pools.Get(name), cancellationToken));

    public async Task WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken) => controller.Pools.Offer(
        await WriteAsync($"update status of pool {pool.Key}", () => Api.ReplacePoolStatus(pool), cancellationToken));

    public Task<SpiderEndpoint> WriteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        WriteAsync($"update endpoint {endpoint.Metadata.Name}", () => Api.ReplaceEndpoint(endpoint), cancellationToken);

    public Task DeleteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        WriteAsync($"delete endpoint {endpoint.Metadata.Name}", () => Api.DeleteEndpointVersion(endpoint), cancellationToken);

    private async Task<IReadOnlyDictionary<string, T>> ReadEachAsync<T>(
        string kind, IReadOnlyCollection<string> names, Func<string, T?> read, CancellationToken cancellationToken)
        where T : KubernetesObject
    {
        var found = new Dictionary<string, T>();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (await ReadAsync($"get {kind} {name}", () => read(name), cancellationToken) is { } item) found[name] = item;
        }
        return found;
    }

    private async Task<T> ReadAsync<T>(string what, Func<T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await controller.Network.ReadAsync(controller.Process, what, read, cancellationToken);
        }
        catch (ReasonException e)
        {
            throw new KubernetesApiException(e.Message, e);
        }
    }

    private async Task<T> WriteAsync<T>(string what, Func<Write<T>> effect, CancellationToken cancellationToken) where T : class
    {
        var write = await controller.Network.WriteAsync(controller.Process, what, effect, cancellationToken);
        if (write.Outcome == WriteOutcome.Written) return write.Object!;
        throw new KubernetesApiException($"{what}: {write.Outcome} {write.Detail}")
        {
            StatusCode = write.Outcome switch
            {
                WriteOutcome.Conflict => HttpStatusCode.Conflict,
                WriteOutcome.Gone => HttpStatusCode.NotFound,
                _ => 0,
            },
            MayHaveBeenApplied = write.Outcome == WriteOutcome.Unknown,
        };
    }
}
