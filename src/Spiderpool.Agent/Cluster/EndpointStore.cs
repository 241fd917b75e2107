using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>SpiderEndpoints in the API server; the informer sees those with this node's label.</summary>
internal sealed class EndpointStore(KubernetesClient client, Informer<SpiderEndpoint> ofThisNode) : IEndpointStore
{
    public SpiderEndpoint? Cached(string ns, string name) => ofThisNode.TryGet($"{ns}/{name}", out var endpoint) ? endpoint : null;

    public IReadOnlyCollection<SpiderEndpoint> OfThisNode => ofThisNode.Snapshot();

    public Task<SpiderEndpoint?> ReadAsync(string ns, string name, CancellationToken cancellationToken) =>
        ApiCalls.ReadAsync(() => client.TryGetAsync<SpiderEndpoint>(ns, name, cancellationToken));

    public async Task<Write<SpiderEndpoint>> CreateAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        Seen(await ApiCalls.WriteAsync(() => client.CreateAsync(endpoint, cancellationToken)));

    public async Task<Write<SpiderEndpoint>> ReplaceAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        Seen(await ApiCalls.WriteAsync(() => client.ReplaceAsync(endpoint, cancellationToken)));

    public Task<Write<SpiderEndpoint>> DeleteAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        ApiCalls.WriteAsync(async () =>
        {
            var options = new DeleteOptions { Uid = endpoint.Metadata.Uid };
            await client.DeleteAsync<SpiderEndpoint>(
                endpoint.Metadata.Namespace, endpoint.Metadata.Name!, options, cancellationToken);
            return endpoint;
        });

    private Write<SpiderEndpoint> Seen(Write<SpiderEndpoint> write)
    {
        if (write.Object is { } stored) ofThisNode.Offer(stored);
        return write;
    }
}
