using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>Waits for what other tasks do, by the clock of the test or without it.</summary>
internal static class Clock
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Lets time pass in steps until the condition holds.</summary>
    /// <returns>How much time passed.</returns>
    public static async Task<TimeSpan> AdvanceUntilAsync(this FakeTimeProvider time, TimeSpan step, Func<bool> condition)
    {
        var before = time.GetTimestamp();
        await UntilAsync(() =>
        {
            if (condition()) return true;
            time.Advance(step);
            return false;
        });
        return time.GetElapsedTime(before);
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, "the condition does not become true");
            // The others need a moment at least, and on a busy machine more: their clock must not run away from them.
            await Task.Delay(1, TestContext.Current.CancellationToken);
            for (var i = 0; i < 50 && ThreadPool.PendingWorkItemCount > 0; i++)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
