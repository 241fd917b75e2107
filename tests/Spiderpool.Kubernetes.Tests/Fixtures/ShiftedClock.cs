namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>A machine whose wall clock is wrong; its timers and its monotonic clock are right.</summary>
internal sealed class ShiftedClock(TimeProvider right, TimeSpan error) : TimeProvider
{
    /// <summary>May change, as when somebody sets the clock.</summary>
    public TimeSpan Error { get; set; } = error;

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Error;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}
