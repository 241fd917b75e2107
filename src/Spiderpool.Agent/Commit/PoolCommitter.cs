using Spiderpool.Addressing;
using Spiderpool.Agent.Metrics;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Agent.Commit;

/// <summary>
/// Group commit of one pool on one node: all requests that wait go into one status update; while it is in flight, the
/// next group gathers. A conflict re-reads, applies the ledger again and retries until the callers' deadlines.
/// docs/designs/0001-allocation.md argues why no answer is ever based on a stale read.
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

    // Pods that were to get a record here since it was last known for sure which ones have one.
    private readonly HashSet<string> _unsettled = new(StringComparer.Ordinal);
    private bool _isDraining;
    private volatile ReasonException? _failure;

    internal PoolCommitter(
        string pool, IPoolStore store, CommitOptions options, TimeProvider time, Random random, AgentMetrics metrics,
        CancellationToken stopping)
    {
        (_pool, _store, _options, _time, _random, _metrics, _stopping) =
            (pool, store, options, time, random, metrics, stopping);
        _turns = new WriterTurns(options.Writer, time, random);
    }

    /// <summary>Puts the request into the pool's next write and returns what the ledger said.</summary>
    /// <param name="request">Grant, release or rebind.</param>
    /// <param name="cancellationToken">
    /// The caller's deadline. A request that is in flight when it passes may still be stored: the caller gives back
    /// or tries again, which is idempotent.
    /// </param>
    /// <exception cref="ReasonException">Deadline, pool gone or unreadable, or refused by the API server.</exception>
    public async Task<LedgerOutcome> SubmitAsync(LedgerRequest request, CancellationToken cancellationToken)
    {
        var pending = new PendingRequest(request, _time.GetTimestamp());
        if (Enqueue(pending)) _ = DrainAsync();
        await using var deadline = cancellationToken.Register(() => pending.Fail(_failure ?? new ReasonException(
            Reason.DeadlineExceeded, $"pool {_pool}: the request's deadline passed while it waited for the pool's writer")));
        return await pending.Task;
    }

    /// <summary>
    /// Whether the pod may have, or may yet get, a record here that no version of the pool shows: by a request that waits, is in
    /// flight, or ended without a known outcome.
    /// </summary>
    internal bool IsUnsettled(string podUid)
    {
        lock (_gate) return _unsettled.Contains(podUid);
    }

    /// <summary>True when nobody works the queue off.</summary>
    private bool Enqueue(PendingRequest pending)
    {
        lock (_gate)
        {
            _queue.Enqueue(pending);
            if (pending.Recipient is { } uid) _unsettled.Add(uid);
            var isIdle = !_isDraining;
            _isDraining = true;
            return isIdle;
        }
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
                CountWait(pending);
                // Whose deadline has passed has its answer, and is to get nothing any more.
                if (!pending.Task.IsCompleted) group.Add(pending);
            }
        }
    }

    private void CountWait(PendingRequest pending)
    {
        var wait = _time.GetElapsedTime(pending.QueuedAt);
        if (pending.IsRelease) _metrics.ReleaseQueued(wait);
        else _metrics.AllocationQueued(wait);
    }

    private static void FailAll(List<PendingRequest> group, ReasonException failure)
    {
        foreach (var pending in group) pending.Fail(failure);
    }

    /// <summary>The answers of a write that was stored, or of a state that nothing under way can change any more.</summary>
    private void CompleteAll(List<PendingRequest> group, LedgerResult result)
    {
        lock (_gate)
        {
            _unsettled.Clear();
            _unsettled.UnionWith(_queue.Select(pending => pending.Recipient).OfType<string>());
        }
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
