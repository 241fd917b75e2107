using System.Text;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Workloads;

public sealed partial class WorkloadControllers
{
    /// <summary>The result goes into the cache at once, so that no pod is created twice before its event comes.</summary>
    private async Task CreateAsync<T>(Informer<T> cache, T item, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        try
        {
            cache.Offer(await client.CreateAsync(item, cancellationToken));
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // An earlier one of the name is not gone yet; its end comes as an event.
        }
    }

    private async Task DeleteAsync(Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!,
                new DeleteOptions { Uid = pod.Metadata.Uid }, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // It is gone, or another one has its name.
        }
    }

    private async Task ScaleAsync(ReplicaSet set, int replicas, CancellationToken cancellationToken)
    {
        var patch = Encoding.UTF8.GetBytes($$$"""{"spec":{"replicas":{{{replicas}}}}}""");
        _replicaSets.Offer(await client.PatchAsync<ReplicaSet>(
            set.Metadata.Namespace, set.Metadata.Name!, PatchType.Merge, patch, null, cancellationToken));
    }

    private async Task ReportAsync<T>(Informer<T> cache, T item, byte[]? patch, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        if (patch is null)
            return;
        try
        {
            cache.Offer(await client.PatchAsync<T>(
                item.Metadata.Namespace, item.Metadata.Name!, PatchType.Merge, patch, "status", cancellationToken));
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            // Deleted meanwhile.
        }
    }
}
