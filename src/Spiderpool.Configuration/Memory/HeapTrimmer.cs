using Microsoft.Extensions.Hosting;

namespace Spiderpool.Configuration.Memory;

/// <summary>
/// Gives back to the node what a burst of work took, once it is over: the collector keeps it for the next burst, which may be
/// days away. Costs one full collection, some milliseconds, while nobody waits.
/// </summary>
public sealed class HeapTrimmer(TimeProvider time) : BackgroundService
{
    private const long QuietBytes = 2 << 20, WorthwhileBytes = 4 << 20;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (seen, trimmed) = (0L, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - seen < QuietBytes && allocated - trimmed > WorthwhileBytes)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                trimmed = allocated;
            }
            seen = allocated;
        }
    }
}
