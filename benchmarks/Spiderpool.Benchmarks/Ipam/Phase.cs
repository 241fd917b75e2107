using System.Diagnostics;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>What a row of calls took.</summary>
/// <param name="Elapsed">From the first call to the last answer.</param>
/// <param name="Milliseconds">Of each call that succeeded.</param>
/// <param name="Answers">Of each call; null where it failed.</param>
/// <param name="Failures">What the failed calls said.</param>
internal sealed record Phase<T>(TimeSpan Elapsed, double[] Milliseconds, T?[] Answers, string[] Failures)
{
    /// <summary>Successful calls per second.</summary>
    public double Rate => Milliseconds.Length / Elapsed.TotalSeconds;

    /// <summary>Calls once for each item, with so many calls at a time.</summary>
    public static async Task<Phase<T>> RunAsync<TItem>(
        IReadOnlyList<TItem> items, int parallel, Func<TItem, Task<T>> call, CancellationToken cancellationToken)
    {
        var answers = new T?[items.Count];
        var times = new double[items.Count];
        var failures = new string?[items.Count];
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(WorkAsync, cancellationToken)));
        var elapsed = clock.Elapsed;
        return new Phase<T>(elapsed, [.. times.Where((_, i) => failures[i] is null)], answers, [.. failures.OfType<string>()]);

        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < items.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var started = Stopwatch.GetTimestamp();
                try
                {
                    answers[i] = await call(items[i]);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    failures[i] = e.Message;
                }
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }
    }
}
