using System.Diagnostics;

namespace Spiderpool.Benchmarks;

/// <summary>Resident memory after a burst, which the daemons give back a few seconds later.</summary>
internal static class MemoryAtRest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12), Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>MiB, once it has fallen, or after the time in which it does.</returns>
    public static async Task<double> OfAsync(Func<double> residentMib, CancellationToken cancellationToken)
    {
        var (clock, burst) = (Stopwatch.StartNew(), residentMib());
        var now = burst;
        while (clock.Elapsed < Patience && now > burst * 0.85)
        {
            await Task.Delay(Pause, cancellationToken);
            now = residentMib();
        }
        return now;
    }
}
