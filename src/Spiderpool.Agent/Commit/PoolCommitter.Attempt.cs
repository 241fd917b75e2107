using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Agent.Commit;

public sealed partial class PoolCommitter
{
    private readonly WriterTurns _turns;
    private PoolLedger? _ledger;

    // A write whose answer never came, of this process or of one that was killed before it, may be stored any time
    // later. It cannot any more once a later write of ours is stored: its resourceVersion is outdated then. Until
    // that, an answer that needs no write must not be given.
    private bool _isFenced;

    private async Task CommitAsync(List<PendingRequest> group)
    {
        var backoff = new Backoff(_time, _random, TimeSpan.FromMilliseconds(20), _options.MaxBackoff);
        var basis = await TurnAsync();
        var isFresh = false;
        _failure = null;
        while (true)
        {
            // Those whose deadline has passed have their answer.
            group.RemoveAll(pending => pending.Task.IsCompleted);
            Absorb(group);
            if (group.Count == 0) return;
            if (basis is null)
            {
                try
                {
                    basis = await _store.ReadAsync(_pool, _stopping);
                }
                catch (ReasonException e)
                {
                    _failure = e;
                    await backoff.WaitAsync(_stopping);
                    continue;
                }
                if (basis is null)
                {
                    FailAll(group, new ReasonException(Reason.PoolNotFound, $"SpiderIPPool \"{_pool}\" does not exist"));
                    return;
                }
                // Requests that came during the read wait for the next group: it may be older than they are.
                isFresh = true;
            }

            var ledger = LedgerOf(basis);
            var result = ledger.Apply(
                group.ConvertAll(pending => pending.Request), ReservedFor(ledger), new LedgerLimits(_options.MaxRecords));
            if (!result.Changed && _isFenced)
            {
                if (isFresh)
                {
                    CompleteAll(group, result);
                    return;
                }
                basis = null;
                continue;
            }

            var status = (result.Changed ? result.Status : ledger.Fence()) with { LastWriter = _options.Writer };
            var started = _time.GetTimestamp();
            var write = await _store.WriteStatusAsync(basis with { Status = status }, _stopping);
            switch (write.Outcome)
            {
                case WriteOutcome.Written:
                    _isFenced = true;
                    _metrics.GroupCommitted();
                    _turns.Won(write.Object!, _time.GetElapsedTime(started), group.Count);
                    CompleteAll(group, result);
                    return;
                case WriteOutcome.Conflict:
                    CountConflict(group);
                    _failure = new ReasonException(Reason.UpdateConflict,
                        $"pool {_pool}: exhaust all retries: other agents updated it each time until the deadline");
                    basis = await AfterLossAsync(basis);
                    isFresh = false;
                    break;
                case WriteOutcome.Rejected:
                    FailAll(group, new ReasonException(Reason.PoolInvalid,
                        $"the API server refuses the status of pool {_pool}: {write.Detail}"));
                    return;
                default:
                    if (write.Outcome == WriteOutcome.Unknown) _isFenced = false;
                    _failure = new ReasonException(Reason.ApiServerUnavailable,
                        $"pool {_pool}: the API server did not confirm the update: {write.Detail}");
                    basis = null;
                    if (write.Outcome != WriteOutcome.Gone) await backoff.WaitAsync(_stopping);
                    break;
            }
        }
    }

    /// <summary>Waits until it is this writer's turn; what requests come meanwhile joins the group.</summary>
    /// <returns>The version to build on; null when none has been seen.</returns>
    private async Task<SpiderIPPool?> TurnAsync()
    {
        var basis = _store.Cached(_pool);
        while (basis is not null)
        {
            _turns.Saw(basis);
            if (_turns.Pause() is var pause && pause == TimeSpan.Zero) break;
            var other = await _store.WaitForOtherAsync(_pool, basis.Metadata.ResourceVersion, pause, _stopping);
            if (other is null) break;
            basis = other;
        }
        return basis;
    }

    /// <summary>The version that won comes from the watch, soon and for nothing. Null: it did not, so read it.</summary>
    private async Task<SpiderIPPool?> AfterLossAsync(SpiderIPPool lost)
    {
        var winner = await _store.WaitForOtherAsync(_pool, lost.Metadata.ResourceVersion, _options.WatchPatience, _stopping);
        if (winner is null) return null;
        _turns.Saw(winner);
        _turns.Lost();
        return await TurnAsync();
    }

    private void CountConflict(List<PendingRequest> group)
    {
        if (group.Exists(pending => !pending.IsRelease)) _metrics.AllocationConflict();
        if (group.Exists(pending => pending.IsRelease)) _metrics.ReleaseConflict();
    }
}
