using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>SpiderEndpoints in the API server; the informer sees those with this node's label.</summary>
internal sealed class EndpointStore(KubernetesClient client, Informer<SpiderEndpoint> ofThisNode, string nodeName)
    : IEndpointStore
{
    public SpiderEndpoint? Cached(string ns, string name) =>
        ofThisNode.TryGet($"{ns}/{name}", out var endpoint) ? endpoint : null;

    public IReadOnlyCollection<SpiderEndpoint> OfThisNode => ofThisNode.Snapshot();

    public async Task<SpiderEndpoint?> ReadAsync(string ns, string name, CancellationToken cancellationToken) =>
        Seen(await ApiCalls.ReadAsync(() => client.TryGetAsync<SpiderEndpoint>(ns, name, cancellationToken)));

    public async Task<Write<SpiderEndpoint>> CreateAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var write = await ApiCalls.WriteAsync(() => client.CreateAsync(endpoint, cancellationToken));
        Seen(write.Object);
        return write;
    }

    public async Task<Write<SpiderEndpoint>> ReplaceAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var write = await ApiCalls.WriteAsync(() => client.ReplaceAsync(endpoint, cancellationToken));
        Seen(write.Object);
        return write;
    }

    public Task<Write<SpiderEndpoint>> DeleteAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        ApiCalls.WriteAsync(async () =>
        {
            var options = new DeleteOptions { Uid = endpoint.Metadata.Uid };
            await client.DeleteAsync<SpiderEndpoint>(
                endpoint.Metadata.Namespace, endpoint.Metadata.Name!, options, cancellationToken);
            return endpoint;
        });

    /// <summary>A write whose answer was lost is seen by the read that follows. Those of other nodes are not watched.</summary>
    private SpiderEndpoint? Seen(SpiderEndpoint? endpoint)
    {
        if (endpoint?.Metadata.Label(LabelKeys.EndpointNode) == EndpointNodeLabel.Of(nodeName)) ofThisNode.Offer(endpoint);
        return endpoint;
    }
}
