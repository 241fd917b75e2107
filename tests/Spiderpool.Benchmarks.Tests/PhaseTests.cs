using Spiderpool.Benchmarks.Ipam;

namespace Spiderpool.Benchmarks.Tests;

public class PhaseTests
{
    [Fact]
    public async Task Each_item_is_called_once_and_answers_keep_its_place()
    {
        int[] items = [.. Enumerable.Range(0, 100)];

        var phase = await Phase<string>.RunAsync(items, 8, async i =>
        {
            await Task.Yield();
            return i % 10 == 3 ? throw new InvalidOperationException($"no {i}") : $"{i}";
        }, TestContext.Current.CancellationToken);

        Assert.Equal(items.Select(i => i % 10 == 3 ? null : $"{i}"), phase.Answers);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"no {(i * 10) + 3}"), phase.Failures);
        Assert.Equal(90, phase.Milliseconds.Length);
    }

    [Fact]
    public async Task As_many_calls_run_at_a_time_as_asked_for()
    {
        var (running, all) = (0, new TaskCompletionSource());

        var phase = await Phase<int>.RunAsync([1, 2, 3], 3, async i =>
        {
            if (Interlocked.Increment(ref running) == 3) all.SetResult();
            await all.Task.WaitAsync(TestContext.Current.CancellationToken);
            return i;
        }, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], phase.Answers);
    }
}
