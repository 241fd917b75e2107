using Microsoft.Extensions.Logging;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>All that the agent watches. Of pods, namespaces and nodes only the fields that selection reads are kept.</summary>
internal sealed class ClusterInformers(KubernetesClient client, string nodeName, ILoggerFactory loggers, TimeProvider time)
{
    // A DEL looks here for records that an ADD of the agent's last life left.
    public Informer<SpiderIPPool> Pools { get; } = New<SpiderIPPool>(client, loggers, time, new() { FirstListIsLatest = true });

    public Informer<SpiderReservedIP> ReservedIPs { get; } = New<SpiderReservedIP>(client, loggers, time, new());

    public Informer<SpiderEndpoint> Endpoints { get; } = New<SpiderEndpoint>(client, loggers, time,
        new() { LabelSelector = $"{LabelKeys.EndpointNode}={EndpointNodeLabel.Of(nodeName)}", Transform = new SharedParts().Of });

    public Informer<Pod> Pods { get; } = New<Pod>(client, loggers, time,
        new() { FieldSelector = $"spec.nodeName={nodeName}", Transform = Slim(new SharedParts()) });

    public Informer<Namespace> Namespaces { get; } = New<Namespace>(client, loggers, time, new() { MetadataOnly = true });

    public Informer<Node> Nodes { get; } = New<Node>(client, loggers, time,
        new() { MetadataOnly = true, FieldSelector = $"metadata.name={nodeName}" });

    /// <summary>Not needed to allocate, so that a cluster without this kind has addresses.</summary>
    public Informer<SpiderCoordinator> Coordinators { get; } = New<SpiderCoordinator>(client, loggers, time, new());

    public bool HaveSynced => Pools.HasSynced && ReservedIPs.HasSynced && Endpoints.HasSynced && Pods.HasSynced
        && Namespaces.HasSynced && Nodes.HasSynced;

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Pools.RunAsync(cancellationToken), ReservedIPs.RunAsync(cancellationToken), Endpoints.RunAsync(cancellationToken),
        Pods.RunAsync(cancellationToken), Namespaces.RunAsync(cancellationToken), Nodes.RunAsync(cancellationToken),
        Coordinators.RunAsync(cancellationToken));

    private static Func<Pod, Pod> Slim(SharedParts parts) => pod => parts.Of(pod with
    {
        Status = new PodStatus { Phase = pod.Status?.Phase, Reason = pod.Status?.Reason },
    });

    private static Informer<T> New<T>(
        KubernetesClient client, ILoggerFactory loggers, TimeProvider time, InformerOptions<T> options)
        where T : KubernetesObject, IKubernetesResource<T> => new(client, options, loggers.CreateLogger<Informer<T>>(), time);
}
