namespace Spiderpool.Linux;

/// <summary>A point in time after which a wait ends, measured on a monotonic clock.</summary>
internal readonly struct Deadline
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _limit;

    public Deadline(TimeProvider time, TimeSpan limit) => (_time, _start, _limit) = (time, time.GetTimestamp(), limit);

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public TimeSpan Remaining => _limit - Elapsed;

    public bool Passed => Remaining <= TimeSpan.Zero;

    /// <summary>Argument of poll(2): rounded up, since a wait rounded down to 0 ms would spin until the deadline.</summary>
    public int PollMilliseconds => Milliseconds(Remaining);

    public static int Milliseconds(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? 0 : (int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue);
}
