namespace Spiderpool.Kubernetes;

/// <summary>Pauses that double, with jitter: between half of the step and all of it.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var step = Exponential(first, longest, _failures++);
        return step * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    public static TimeSpan Exponential(TimeSpan first, TimeSpan longest, int failures) =>
        TimeSpan.FromTicks((long)Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Min(failures, 62))));
}
