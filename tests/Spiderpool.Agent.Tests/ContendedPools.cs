using Spiderpool.Addressing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests;

/// <summary>A pool that other agents always update first; each lost write is told to the test.</summary>
internal sealed class ContendedPools(SpiderIPPool pool, Action lost) : IPoolStore
{
    public SpiderIPPool? Cached(string name) => pool;

    public Task<SpiderIPPool?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult<SpiderIPPool?>(pool);

    public Task<Write<SpiderIPPool>> WriteStatusAsync(SpiderIPPool written, CancellationToken cancellationToken)
    {
        lost();
        return Task.FromResult(new Write<SpiderIPPool>(WriteOutcome.Conflict, null, "the object has been modified"));
    }

    public Task<SpiderIPPool?> WaitForOtherAsync(
        string name, string? resourceVersion, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.FromResult<SpiderIPPool?>(pool);

    public RangeSet Reserved(IPFamily family) => RangeSet.Empty;
}
