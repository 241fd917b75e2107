using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Commit;

/// <summary>Where pools live. The API server in production, a simulated one in the model tests.</summary>
public interface IPoolStore
{
    /// <summary>The latest version that this agent has seen; it may be stale. Null when it has seen none.</summary>
    SpiderIPPool? Cached(string name);

    /// <summary>A read that sees each write that finished before it began. Null when there is no such pool.</summary>
    /// <exception cref="Api.ReasonException">The API server did not answer.</exception>
    Task<SpiderIPPool?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores the status if the pool's resourceVersion is still the latest.</summary>
    Task<Write<SpiderIPPool>> WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until this agent has seen another version than the given one, but not longer than
    /// <paramref name="patience"/>. Null when none came.
    /// </summary>
    Task<SpiderIPPool?> WaitForOtherAsync(
        string name, string? resourceVersion, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Addresses of the family that no pool gives out.</summary>
    RangeSet Reserved(IPFamily family);
}
