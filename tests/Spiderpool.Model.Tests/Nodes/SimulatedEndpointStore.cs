using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>As the product's EndpointStore, over the simulated network.</summary>
internal sealed class SimulatedEndpointStore(AgentProcess agent) : IEndpointStore
{
    public SpiderEndpoint? Cached(string ns, string name) => agent.Plant.ShowEndpoint(agent.Endpoints.Get($"{ns}/{name}"));

    public IReadOnlyCollection<SpiderEndpoint> OfThisNode => agent.Endpoints.Snapshot();

    public async Task<SpiderEndpoint?> ReadAsync(string ns, string name, CancellationToken cancellationToken) =>
        agent.Plant.ShowEndpoint(Seen(await agent.Network.ReadAsync(
            agent.Process, $"get endpoint {name}", () => agent.Api.Endpoints.Get($"{ns}/{name}"), cancellationToken)));

    public async Task<Write<SpiderEndpoint>> CreateAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var write = await agent.Network.WriteAsync(agent.Process, $"create endpoint {endpoint.Metadata.Name}",
            () => agent.Api.CreateEndpoint(endpoint), cancellationToken);
        Seen(write.Object);
        return write;
    }

    public async Task<Write<SpiderEndpoint>> ReplaceAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var write = await agent.Network.WriteAsync(agent.Process, $"update endpoint {endpoint.Metadata.Name}",
            () => agent.Api.ReplaceEndpoint(endpoint), cancellationToken);
        Seen(write.Object);
        return write;
    }

    public Task<Write<SpiderEndpoint>> DeleteAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        agent.Network.WriteAsync(agent.Process, $"delete endpoint {endpoint.Metadata.Name}",
            () => agent.Api.DeleteEndpoint(endpoint), cancellationToken);

    private SpiderEndpoint? Seen(SpiderEndpoint? endpoint)
    {
        if (endpoint?.Metadata.Label(LabelKeys.EndpointNode) == agent.NodeName) agent.Endpoints.Offer(endpoint);
        return endpoint;
    }
}
