using Spiderpool.Agent.Cluster;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Networks;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Networks;

/// <summary>Which networks a pod gets, with the configuration of each: so the plugin needs no credentials of the cluster.</summary>
internal sealed class PodNetworkReader(IClusterView cluster, KubernetesClient client, NetworkOptions options)
{
    /// <exception cref="ReasonException">The pod or a network is not there, or cannot be used.</exception>
    public async Task<PodNetworks> ReadAsync(PodNetworksArgs args, CancellationToken cancellationToken)
    {
        var pod = await cluster.FindPodAsync(args.PodNamespace, args.PodName, args.PodUID, cancellationToken);
        if (pod is null || (args.PodUID.Length > 0 && pod.Metadata.Uid != args.PodUID))
            throw new ReasonException(Reason.PodNotFound, $"pod {args.PodNamespace}/{args.PodName} with UID {args.PodUID} is not there");
        var selections = PodNetworkSelections.Of(pod, options);
        var additional = await Task.WhenAll(selections.Additional.Select(item => ReadAsync(pod, item, cancellationToken)));
        return new PodNetworks
        {
            Default = selections.Default is { } first ? await ReadAsync(pod, first, cancellationToken) : null,
            Additional = additional,
        };
    }

    private async Task<PodNetwork> ReadAsync(Pod pod, NetworkSelection selection, CancellationToken cancellationToken)
    {
        var definition = await ApiCalls.ReadAsync(
            () => client.TryGetAsync<NetworkAttachmentDefinition>(selection.Namespace, selection.Name, cancellationToken))
            ?? throw new ReasonException(Reason.NetworkNotFound,
                $"pod {pod.Key} names network {selection}: there is no such NetworkAttachmentDefinition");
        return NetworkConfiguration.Make(selection, definition);
    }
}
