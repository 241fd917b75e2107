using Spiderpool.Agent.Cluster;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Tests;

/// <summary>A cluster of one pod, which a test sets.</summary>
internal sealed class KnownCluster : IClusterView
{
    public Pod? Pod { get; init; }

    public Namespace? Namespace { get; init; }

    public string NodeName => "node-a";

    public Node Node { get; } = new() { Metadata = new() { Name = "node-a" } };

    public IReadOnlyCollection<SpiderIPPool> Pools { get; init; } = [];

    public Task<Pod?> FindPodAsync(string ns, string name, string uid, CancellationToken cancellationToken) => Task.FromResult(Pod);

    public Task<Pod?> ReadPodAsync(string ns, string name, CancellationToken cancellationToken) => Task.FromResult(Pod);

    public Task<Namespace?> FindNamespaceAsync(string name, CancellationToken cancellationToken) => Task.FromResult(Namespace);

    public Task<StatefulSet?> ReadStatefulSetAsync(string ns, string name, CancellationToken cancellationToken) =>
        Task.FromResult<StatefulSet?>(null);

    public Task<TopController> FindTopControllerAsync(Pod pod, CancellationToken cancellationToken) =>
        Task.FromResult(new TopController("v1", "Pod", pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid ?? ""));
}
