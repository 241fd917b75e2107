using Spiderpool.Agent.Cluster;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>As the product's ClusterView, over the simulated network.</summary>
internal sealed class SimulatedClusterView(AgentProcess agent) : IClusterView
{
    private static readonly Namespace Default = new() { Metadata = new ObjectMeta { Name = "default" } };

    public string NodeName => agent.NodeName;

    public Node Node { get; } = new() { Metadata = new ObjectMeta { Name = agent.NodeName } };

    public IReadOnlyCollection<SpiderIPPool> Pools => [.. agent.Pools.Snapshot().Select(agent.Plant.ShowPool).OfType<SpiderIPPool>()];

    public async Task<Pod?> FindPodAsync(string ns, string name, string uid, CancellationToken cancellationToken)
    {
        if (agent.Pods.Get($"{ns}/{name}") is { } pod && pod.Metadata.Uid == uid) return pod;
        return await ReadPodAsync(ns, name, cancellationToken);
    }

    public async Task<Pod?> ReadPodAsync(string ns, string name, CancellationToken cancellationToken) =>
        agent.Plant.ShowPod(await agent.Network.ReadAsync(
            agent.Process, $"get pod {name}", () => agent.Api.Pods.Get($"{ns}/{name}"), cancellationToken));

    public Task<Namespace?> FindNamespaceAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<Namespace?>(Default);

    public Task<StatefulSet?> ReadStatefulSetAsync(string ns, string name, CancellationToken cancellationToken) =>
        agent.Network.ReadAsync(agent.Process, $"get StatefulSet {name}",
            () => agent.Api.Sets.GetValueOrDefault($"{ns}/{name}"), cancellationToken);

    public Task<TopController> FindTopControllerAsync(Pod pod, CancellationToken cancellationToken) =>
        Task.FromResult(pod.Metadata.OwnerReferences is [var owner, ..]
            ? new TopController(owner.ApiVersion, owner.Kind, pod.Metadata.Namespace!, owner.Name, owner.Uid)
            : new TopController("v1", "Pod", pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!));
}
