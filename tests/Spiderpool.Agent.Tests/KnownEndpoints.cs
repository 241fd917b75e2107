using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests;

/// <summary>One SpiderEndpoint, which can be read; a write ends with the caller's deadline.</summary>
internal sealed class KnownEndpoints(SpiderEndpoint? endpoint = null) : IEndpointStore
{
    public IReadOnlyCollection<SpiderEndpoint> OfThisNode => [];

    public SpiderEndpoint? Cached(string ns, string name) => null;

    public Task<SpiderEndpoint?> ReadAsync(string ns, string name, CancellationToken cancellationToken) => Task.FromResult(endpoint);

    public Task<Write<SpiderEndpoint>> CreateAsync(SpiderEndpoint created, CancellationToken cancellationToken) =>
        Late(cancellationToken);

    public Task<Write<SpiderEndpoint>> ReplaceAsync(SpiderEndpoint replaced, CancellationToken cancellationToken) =>
        Late(cancellationToken);

    public Task<Write<SpiderEndpoint>> DeleteAsync(SpiderEndpoint deleted, CancellationToken cancellationToken) =>
        Late(cancellationToken);

    private static Task<Write<SpiderEndpoint>> Late(CancellationToken cancellationToken) =>
        Task.FromCanceled<Write<SpiderEndpoint>>(cancellationToken);
}
