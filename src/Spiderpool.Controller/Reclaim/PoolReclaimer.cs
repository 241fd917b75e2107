using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Leadership;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// Changes records of one pool in one write. The requests name address and UID together, and are applied to the very version
/// that the write replaces: a record that somebody changed meanwhile, such as a static address that was handed on, stays.
/// </summary>
public sealed class PoolReclaimer(IReclaimCluster cluster, ILeaderFence fence, TimeProvider time, Random? random = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromSeconds(2);

    private readonly Random _random = random ?? Random.Shared;

    /// <returns>What became of each request.</returns>
    /// <exception cref="ReasonException">The pool is unreadable, or the API server did not take the write in time.</exception>
    public async Task<IReadOnlyList<LedgerOutcome>> ApplyAsync(
        string pool, IReadOnlyList<LedgerRequest> requests, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var basis = cluster.Pools.FirstOrDefault(candidate => candidate.Metadata.Name == pool);
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                basis ??= await cluster.ReadPoolAsync(pool, cancellationToken);
                if (basis is null) return [.. requests.Select(request => new LedgerOutcome(request))];
                return await WriteAsync(basis, requests, cancellationToken);
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound || e.IsTransient || e.MayHaveBeenApplied)
            {
                if (time.GetElapsedTime(started) > Patience)
                    throw new ReasonException(Reason.ApiServerUnavailable, $"pool {pool}: {e.Message}", e);
                // Whatever became of the write: what it was based on is no longer the latest version.
                basis = null;
                await Task.Delay(pause * (0.5 + _random.NextDouble()), time, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<LedgerOutcome>> WriteAsync(
        SpiderIPPool basis, IReadOnlyList<LedgerRequest> requests, CancellationToken cancellationToken)
    {
        var ledger = PoolLedger.Read(basis);
        var reserved = ledger.Ranges is { } ranges ? cluster.Reserved(ranges.Subnet.Family) : RangeSet.Empty;
        var result = ledger.Apply(requests, reserved, new LedgerLimits(int.MaxValue));
        if (!result.Changed) return result.Outcomes;
        fence.ThrowIfNotLeader();
        await cluster.WriteStatusAsync(basis with { Status = result.Status }, cancellationToken);
        return result.Outcomes;
    }
}
