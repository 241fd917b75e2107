namespace Spiderpool.Agent.Commit;

/// <summary>
/// Spreads the writers of one pool over time, as carrier sense does on a shared wire: a loser waits a random number
/// of the time that one write takes, more after each loss in a row; a winner leaves others a turn while it has lost lately.
/// Waiting costs little throughput: the group grows meanwhile.
/// </summary>
internal sealed class Contention(TimeProvider time, Random random)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private TimeSpan _slot = TimeSpan.FromMilliseconds(2);
    private int _losses;
    private long? _lastLoss;

    public void Won(TimeSpan duration)
    {
        _slot = (_slot * 7 + duration) / 8;
        _losses = 0;
    }

    public Task LostAsync(CancellationToken cancellationToken)
    {
        _lastLoss = time.GetTimestamp();
        return PauseAsync(1 << Math.Min(++_losses, 4), cancellationToken);
    }

    /// <summary>Before a new group: nobody waits on a pool that only this node uses.</summary>
    public Task YieldTurnAsync(CancellationToken cancellationToken) =>
        _lastLoss is { } loss && time.GetElapsedTime(loss) < Memory ? PauseAsync(2, cancellationToken) : Task.CompletedTask;

    private Task PauseAsync(int slots, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.FromTicks(Math.Min(_slot.Ticks * slots, LongestPause.Ticks));
        return Task.Delay(TimeSpan.FromTicks(random.NextInt64(longest.Ticks + 1)), time, cancellationToken);
    }
}
