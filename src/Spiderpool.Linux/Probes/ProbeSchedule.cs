namespace Spiderpool.Linux.Probes;

/// <summary>When probes are sent, counted from the start (RFC 5227 2.1.1), drawn at random once.</summary>
/// <param name="Probes">Time of each probe, ascending.</param>
/// <param name="End">When an address without a conflict counts as free.</param>
internal sealed record ProbeSchedule(IReadOnlyList<TimeSpan> Probes, TimeSpan End)
{
    public static ProbeSchedule Draw(ConflictProbeOptions options, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1);
        var probes = new TimeSpan[options.Count];
        var at = random.NextDouble() * options.MaxInitialDelay;
        for (var i = 0; i < probes.Length; i++)
        {
            if (i > 0) at += options.MinInterval + random.NextDouble() * (options.MaxInterval - options.MinInterval);
            probes[i] = at;
        }
        return new ProbeSchedule(probes, at + options.FinalWait);
    }
}
