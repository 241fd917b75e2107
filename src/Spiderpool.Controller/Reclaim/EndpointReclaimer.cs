using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>Removes the endpoints of pods that are gone, and none that has become another pod's meanwhile.</summary>
public sealed class EndpointReclaimer(IReclaimCluster cluster)
{
    /// <summary>Takes our finalizer off and deletes, as long as the endpoint is that of the same pod.</summary>
    /// <exception cref="KubernetesApiException">The API server did not take it.</exception>
    public async Task RemoveAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        for (var present = endpoint; present is not null && IsOfSameHolder(present, endpoint);)
        {
            try
            {
                await RemoveVersionAsync(present, cancellationToken);
                return;
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The garbage collector may have marked it, since its pod owns it; or it has become somebody else's meanwhile.
                var name = endpoint.Metadata.Name!;
                var read = await cluster.ReadEndpointsAsync(endpoint.Metadata.Namespace!, [name], cancellationToken);
                present = read.GetValueOrDefault(name);
            }
        }
    }

    private async Task RemoveVersionAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var metadata = endpoint.Metadata.WithoutFinalizer(SpiderpoolGroup.Finalizer);
        var bare = ReferenceEquals(metadata, endpoint.Metadata)
            ? endpoint
            : await cluster.WriteEndpointAsync(endpoint with { Metadata = metadata }, cancellationToken);
        if (!endpoint.Metadata.IsTerminating) await cluster.DeleteEndpointAsync(bare, cancellationToken);
    }

    private static bool IsOfSameHolder(SpiderEndpoint a, SpiderEndpoint b) =>
        a.Metadata.Uid == b.Metadata.Uid && a.Status?.Current.Uid == b.Status?.Current.Uid;
}
