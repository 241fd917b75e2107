using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Endpoints;

/// <summary>Where SpiderEndpoints live.</summary>
public interface IEndpointStore
{
    /// <summary>The endpoint as last seen, if this node wrote it; null says nothing.</summary>
    SpiderEndpoint? Cached(string ns, string name);

    /// <summary>Endpoints that this node wrote last, as last seen.</summary>
    IReadOnlyCollection<SpiderEndpoint> OfThisNode { get; }

    /// <summary>The endpoint as the API server has it now.</summary>
    /// <exception cref="Api.ReasonException">The API server did not answer.</exception>
    Task<SpiderEndpoint?> ReadAsync(string ns, string name, CancellationToken cancellationToken);

    /// <summary>Creates it; <see cref="WriteOutcome.Conflict"/> when one of the name exists.</summary>
    Task<Write<SpiderEndpoint>> CreateAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Stores it if its resourceVersion is still the latest.</summary>
    Task<Write<SpiderEndpoint>> ReplaceAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Deletes it if it still has the same UID.</summary>
    Task<Write<SpiderEndpoint>> DeleteAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken);
}
