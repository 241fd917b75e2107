using System.Diagnostics;

namespace Spiderpool.Netns.Tests.Fixtures;

/// <summary>Waits for what the kernel does a little later.</summary>
internal static class Await
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Returns when the condition holds; fails with the text if it does not become true.</summary>
    public static void Condition(Func<bool> condition, string failure)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, failure);
            Thread.Yield();
        }
    }
}
