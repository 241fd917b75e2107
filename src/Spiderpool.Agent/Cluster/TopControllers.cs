using System.Collections.Concurrent;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>
/// Follows owner references to the controller that a user knows (spec/ipam.md 4.1 step 3): ReplicaSet to Deployment,
/// Job to CronJob. An owner's own owner never changes in its life, so one read per ReplicaSet or Job is enough.
/// </summary>
internal sealed class TopControllers(KubernetesClient client)
{
    private const int MaxCached = 4096;

    private readonly ConcurrentDictionary<string, TopController> _byOwnerUid = new();

    public async Task<TopController> OfAsync(Pod pod, CancellationToken cancellationToken)
    {
        var ns = pod.Metadata.Namespace!;
        var owner = ControllerOf(pod.Metadata);
        if (owner is null) return new TopController("v1", "Pod", ns, pod.Metadata.Name!, pod.Metadata.Uid!);
        var plural = (owner.ApiVersion, owner.Kind) switch
        {
            ("apps/v1", "ReplicaSet") => "replicasets",
            ("batch/v1", "Job") => "jobs",
            _ => null,
        };
        if (plural is null) return From(owner, ns);
        if (_byOwnerUid.TryGetValue(owner.Uid, out var known)) return known;

        var metadata = await ApiCalls.ReadAsync(
            () => client.TryGetMetadataAsync(owner.ApiVersion, plural, ns, owner.Name, cancellationToken));
        if (metadata is null) return From(owner, ns);
        var top = From(ControllerOf(metadata.Metadata) ?? owner, ns);
        if (_byOwnerUid.Count >= MaxCached) _byOwnerUid.Clear();
        return _byOwnerUid[owner.Uid] = top;
    }

    private static OwnerReference? ControllerOf(ObjectMeta metadata) => metadata.OwnerReferences is { Count: > 0 } owners
        ? owners.FirstOrDefault(owner => owner.Controller is true) ?? owners[0]
        : null;

    private static TopController From(OwnerReference owner, string ns) => new(owner.ApiVersion, owner.Kind, ns, owner.Name, owner.Uid);
}
