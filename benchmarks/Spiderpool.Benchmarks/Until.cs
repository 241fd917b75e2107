using System.Diagnostics;

namespace Spiderpool.Benchmarks;

/// <summary>Waits for a process to get ready.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <exception cref="BenchmarkException">It did not come true in time, or the process ended.</exception>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, ChildProcess process, TimeSpan patience, string what, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(Pause, cancellationToken))
        {
            if (process.HasExited) throw new BenchmarkException($"{what} has ended: {process.LastWords}");
            if (clock.Elapsed > patience)
                throw new BenchmarkException($"{what} is not ready after {patience.TotalSeconds:0} s: {process.LastWords}");
        }
    }
}
