using Spiderpool.Addressing;
using Spiderpool.Agent.Metrics;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Agent.Commit;

/// <summary>
/// Group commit of one pool on one node: all requests that wait go into one status update; while it is in flight, the
/// next group gathers. A conflict re-reads, applies the ledger again and retries until the callers' deadlines.
/// docs/designs/0001-group-commit.md argues why no answer is ever based on a stale read.
/// </summary>
public sealed partial class PoolCommitter
{
    private readonly string _pool;
    private readonly IPoolStore _store;
    private readonly CommitOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly AgentMetrics _metrics;
    private readonly CancellationToken _stopping;
    private readonly Lock _gate = new();
    private readonly Queue<PendingRequest> _queue = new();
    private bool _isDraining;

    internal PoolCommitter(
        string pool, IPoolStore store, CommitOptions options, TimeProvider time, Random random, AgentMetrics metrics,
        CancellationToken stopping)
    {
        (_pool, _store, _options, _time, _random, _metrics, _stopping) =
            (pool, store, options, time, random, metrics, stopping);
        _contention = new Contention(time, random);
    }

    /// <summary>Puts the request into the pool's next write and returns what the ledger said.</summary>
    /// <param name="request">Grant, release or rebind.</param>
    /// <param name="cancellationToken">
    /// The caller's deadline. A request that is in flight when it passes may still be stored: the caller gives back
    /// or tries again, which is idempotent.
    /// </param>
    /// <exception cref="ReasonException">Deadline, pool gone or unreadable, or refused by the API server.</exception>
    public Task<LedgerOutcome> SubmitAsync(LedgerRequest request, CancellationToken cancellationToken)
    {
        var pending = new PendingRequest(request, _time.GetTimestamp(), cancellationToken);
        lock (_gate)
        {
            _queue.Enqueue(pending);
            if (_isDraining) return pending.Task;
            _isDraining = true;
        }
        _ = DrainAsync();
        return pending.Task;
    }

    private async Task DrainAsync()
    {
        // Requests of the same moment join the first group.
        await Task.Yield();
        var group = new List<PendingRequest>();
        while (TakeQueued(group))
        {
            try
            {
                await CommitAsync(group);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                FailAll(group, new ReasonException(Reason.AgentNotReady, $"pool {_pool}: the agent is stopping"));
            }
            catch (Exception e)
            {
                FailAll(group, e as ReasonException
                    ?? new ReasonException(Reason.Internal, $"pool {_pool}: {e.GetType().Name}: {e.Message}", e));
            }
            group.Clear();
        }
    }

    /// <summary>Moves waiting requests into the group. False, and draining ends, when there is nothing to do.</summary>
    private bool TakeQueued(List<PendingRequest> group)
    {
        lock (_gate)
        {
            Absorb(group);
            if (group.Count == 0) _isDraining = false;
            return group.Count > 0;
        }
    }

    /// <summary>Lets requests that came meanwhile join a group that has to be applied again anyway.</summary>
    private void Absorb(List<PendingRequest> group)
    {
        lock (_gate)
        {
            while (group.Count < _options.MaxGroup && _queue.TryDequeue(out var pending))
            {
                group.Add(pending);
                CountWait(pending);
            }
        }
    }

    private void CountWait(PendingRequest pending)
    {
        var wait = _time.GetElapsedTime(pending.QueuedAt);
        if (pending.IsRelease) _metrics.ReleaseQueued(wait);
        else _metrics.AllocationQueued(wait);
    }

    private void FailExpired(List<PendingRequest> group, ReasonException? lastFailure)
    {
        group.RemoveAll(pending =>
        {
            if (!pending.IsExpired && !_stopping.IsCancellationRequested) return false;
            pending.Fail(lastFailure ?? new ReasonException(Reason.DeadlineExceeded,
                $"pool {_pool}: the request's deadline passed while it waited for the pool's writer"));
            return true;
        });
    }

    private static void FailAll(List<PendingRequest> group, ReasonException failure)
    {
        foreach (var pending in group) pending.Fail(failure);
    }

    private static void CompleteAll(List<PendingRequest> group, LedgerResult result)
    {
        for (var i = 0; i < group.Count; i++) group[i].Complete(result.Outcomes[i]);
    }

    private PoolLedger LedgerOf(SpiderIPPool pool)
    {
        if (_ledger?.Pool.Metadata.ResourceVersion != pool.Metadata.ResourceVersion) _ledger = PoolLedger.Read(pool);
        return _ledger!;
    }

    private RangeSet ReservedFor(PoolLedger ledger) =>
        ledger.Ranges is { } ranges ? _store.Reserved(ranges.Subnet.Family) : RangeSet.Empty;
}
