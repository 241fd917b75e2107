using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>The cluster through the agent's informers: pods of its own node, pools, namespaces' and its node's metadata.</summary>
internal sealed class ClusterView(KubernetesClient client, ClusterInformers informers, TopControllers topControllers, string nodeName)
    : IClusterView
{
    public string NodeName => nodeName;

    public Node Node => informers.Nodes.TryGet(nodeName, out var node)
        ? node
        : throw new ReasonException(Reason.NotFound,
            $"node \"{nodeName}\" (SPIDERPOOL_NODE_NAME) does not exist in the API server: correct the variable or register the node");

    public IVirtualMachines VirtualMachines { get; } = new VirtualMachines(client, informers.Pods);

    public IReadOnlyCollection<SpiderIPPool> Pools => informers.Pools.Snapshot();

    public async Task<Pod?> FindPodAsync(string ns, string name, string uid, CancellationToken cancellationToken)
    {
        if (informers.Pods.TryGet($"{ns}/{name}", out var pod) && pod.Metadata.Uid == uid) return pod;
        return await ReadPodAsync(ns, name, cancellationToken);
    }

    public Task<Pod?> ReadPodAsync(string ns, string name, CancellationToken cancellationToken) =>
        ApiCalls.ReadAsync(() => client.TryGetAsync<Pod>(ns, name, cancellationToken));

    public async Task<Namespace?> FindNamespaceAsync(string name, CancellationToken cancellationToken) =>
        informers.Namespaces.TryGet(name, out var cached)
            ? cached
            : await ApiCalls.ReadAsync(() => client.TryGetAsync<Namespace>(null, name, cancellationToken));

    public Task<StatefulSet?> ReadStatefulSetAsync(string ns, string name, CancellationToken cancellationToken) =>
        ApiCalls.ReadAsync(() => client.TryGetAsync<StatefulSet>(ns, name, cancellationToken));

    public Task<TopController> FindTopControllerAsync(Pod pod, CancellationToken cancellationToken) =>
        topControllers.OfAsync(pod, cancellationToken);
}
