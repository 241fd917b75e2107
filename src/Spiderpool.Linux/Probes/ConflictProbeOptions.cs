namespace Spiderpool.Linux.Probes;

/// <summary>
/// Timing of <see cref="AddressConflictProbe"/>. The rules of RFC 5227 2.1 take up to 7 seconds, which a pod cannot wait;
/// these are the same steps on a scale of data centre networks.
/// </summary>
public sealed record ConflictProbeOptions
{
    /// <summary>The defaults: three probes within about 200 ms.</summary>
    public static ConflictProbeOptions Default { get; } = new();

    /// <summary>Number of probes for each address (PROBE_NUM), at least 1.</summary>
    public int Count { get; init; } = 3;

    /// <summary>
    /// Longest wait before the first probe (PROBE_WAIT), so that hosts that start together do not probe together.
    /// </summary>
    public TimeSpan MaxInitialDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Shortest time between two probes (PROBE_MIN).</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Longest time between two probes (PROBE_MAX).</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Wait for answers after the last probe (ANNOUNCE_WAIT).</summary>
    public TimeSpan FinalWait { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
