using Microsoft.Extensions.Logging;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>
/// What every replica watches: the product's own kinds for the webhooks, pods and nodes for reclaim. A capability that
/// needs more has informers of its own for the time that this replica leads.
/// </summary>
internal sealed class ClusterInformers(KubernetesClient client, ILoggerFactory loggers, TimeProvider time)
{
    /// <summary>Namespaces, nodes and pools of a large cluster.</summary>
    private const int MostTexts = 20_000;

    public Informer<SpiderIPPool> Pools { get; } = New<SpiderIPPool>(client, loggers, time, new());

    public Informer<SpiderSubnet> Subnets { get; } = New<SpiderSubnet>(client, loggers, time, new());

    public Informer<SpiderReservedIP> ReservedIPs { get; } = New<SpiderReservedIP>(client, loggers, time, new());

    public Informer<SpiderEndpoint> Endpoints { get; } = New<SpiderEndpoint>(client, loggers, time,
        new() { Transform = new SharedParts(MostTexts).Of });

    public Informer<SpiderMultusConfig> MultusConfigs { get; } = New<SpiderMultusConfig>(client, loggers, time, new());

    public Informer<SpiderCoordinator> Coordinators { get; } = New<SpiderCoordinator>(client, loggers, time, new());

    public Informer<Pod> Pods { get; } = New<Pod>(client, loggers, time,
        new() { Transform = Slim(new SharedParts(MostTexts)) });

    public Informer<Node> Nodes { get; } = New<Node>(client, loggers, time, new() { Transform = Slim });

    public Informer<Namespace> Namespaces { get; } = New<Namespace>(client, loggers, time, new() { MetadataOnly = true });

    public bool HaveSynced => Pools.HasSynced && Subnets.HasSynced && ReservedIPs.HasSynced && Endpoints.HasSynced
        && MultusConfigs.HasSynced && Coordinators.HasSynced && Pods.HasSynced && Nodes.HasSynced && Namespaces.HasSynced;

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Pools.WaitForSyncAsync(cancellationToken), Subnets.WaitForSyncAsync(cancellationToken),
        ReservedIPs.WaitForSyncAsync(cancellationToken), Endpoints.WaitForSyncAsync(cancellationToken),
        MultusConfigs.WaitForSyncAsync(cancellationToken), Coordinators.WaitForSyncAsync(cancellationToken),
        Pods.WaitForSyncAsync(cancellationToken),
        Nodes.WaitForSyncAsync(cancellationToken), Namespaces.WaitForSyncAsync(cancellationToken));

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Pools.RunAsync(cancellationToken), Subnets.RunAsync(cancellationToken), ReservedIPs.RunAsync(cancellationToken),
        Endpoints.RunAsync(cancellationToken), MultusConfigs.RunAsync(cancellationToken),
        Coordinators.RunAsync(cancellationToken), Pods.RunAsync(cancellationToken),
        Nodes.RunAsync(cancellationToken), Namespaces.RunAsync(cancellationToken));

    public static Informer<T> New<T>(
        KubernetesClient client, ILoggerFactory loggers, TimeProvider time, InformerOptions<T> options)
        where T : KubernetesObject, IKubernetesResource<T> => new(client, options, loggers.CreateLogger<Informer<T>>(), time);

    /// <summary>Which pod it is, where it runs, and whether and how it ends.</summary>
    private static Func<Pod, Pod> Slim(SharedParts parts) => pod => parts.Of(pod with
    {
        Metadata = pod.Metadata with
        {
            Labels = null,
            Annotations = null,
            // Of machines: records bear their names.
            OwnerReferences = VirtualMachine.NameOf(pod) is null ? null : pod.Metadata.OwnerReferences,
            Finalizers = null,
        },
    });

    private static Node Slim(Node node) => new()
    {
        Metadata = node.Metadata with { OtherFields = null, Annotations = null },
        Spec = node.Spec is null ? null : node.Spec with { OtherFields = null },
        Status = new NodeStatus { Conditions = [.. node.Status?.Conditions?.Where(condition => condition.Type == "Ready") ?? []] },
    };
}
