namespace Spiderpool.Linux.Probes;

/// <summary>
/// When probes are sent (RFC 5227 2.1.1). Each wait counts from the probe before as it was really sent: a process that was
/// held up then neither sends them in a burst nor takes an address for free without having listened.
/// </summary>
internal static class ProbeSchedule
{
    /// <summary>Draws the wait before each probe at random.</summary>
    public static TimeSpan[] Draw(ConflictProbeOptions options, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1);
        var waits = new TimeSpan[options.Count];
        waits[0] = random.NextDouble() * options.MaxInitialDelay;
        foreach (ref var wait in waits.AsSpan(1))
            wait = options.MinInterval + random.NextDouble() * (options.MaxInterval - options.MinInterval);
        return waits;
    }
}
