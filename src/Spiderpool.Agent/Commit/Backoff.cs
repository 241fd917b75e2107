namespace Spiderpool.Agent.Commit;

/// <summary>Exponential pauses with full jitter, so that agents that failed together do not come back together.</summary>
public sealed class Backoff(TimeProvider time, Random random, TimeSpan first, TimeSpan max)
{
    private int _attempt;

    /// <summary>Waits a random part of the current step, then doubles the step.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var step = Math.Min(first.Ticks << Math.Min(_attempt++, 20), max.Ticks);
        return Task.Delay(TimeSpan.FromTicks(random.NextInt64(step) + 1), time, cancellationToken);
    }
}
