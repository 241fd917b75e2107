using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Queues;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>(
        new WorkQueueOptions { FirstBackoff = TimeSpan.FromSeconds(1), LongestBackoff = TimeSpan.FromSeconds(10) }, _time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Key_waits_at_most_once()
    {
        foreach (var key in (string[])["a", "b", "a", "a", "b"]) _queue.Add(key);

        Assert.Equal(2, _queue.Count);
        Assert.Equal(["a", "b"], await RestAsync());
    }

    [Fact]
    public async Task Key_added_while_it_is_worked_on_comes_again_afterwards()
    {
        _queue.Add("a");
        await using var keys = _queue.TakeAllAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await keys.MoveNextAsync());

        _queue.Add("a");
        _queue.Add("a");
        var next = keys.MoveNextAsync();
        Assert.False(next.IsCompleted);
        Assert.Equal(1, _queue.Count);
        _queue.Done("a");

        Assert.True(await next);
        Assert.Equal(("a", 0), (keys.Current, _queue.Count));
        _queue.Done("a");
        _queue.ShutDown();
        Assert.False(await keys.MoveNextAsync());
    }

    [Fact]
    public async Task No_key_is_worked_on_twice_at_a_time_and_none_is_lost()
    {
        const int Keys = 5;
        const int Adds = 2000;
        var (running, most) = (new int[Keys], 0);
        var added = new int[Keys];
        var handled = new int[Keys];
        using var queue = new WorkQueue<int>();
        var work = queue.RunAsync(8, async (key, _) =>
        {
            if (Interlocked.Increment(ref running[key]) > 1) Interlocked.Increment(ref most);
            handled[key] = Volatile.Read(ref added[key]);
            await Task.Yield();
            Interlocked.Decrement(ref running[key]);
        }, NullLogger.Instance, Cancelled);

        Parallel.For(0, Adds, i =>
        {
            Interlocked.Increment(ref added[i % Keys]);
            queue.Add(i % Keys);
        });
        queue.ShutDown();
        await work;

        Assert.Equal(0, most);
        // Each key was worked on after its last add.
        Assert.Equal(added, handled);
    }

    [Fact]
    public async Task Delayed_key_comes_when_its_time_has_come()
    {
        _queue.AddAfter("late", TimeSpan.FromSeconds(2));
        _queue.AddAfter("soon", TimeSpan.FromSeconds(1));
        _queue.AddAfter("now", TimeSpan.Zero);
        Assert.Equal(1, _queue.Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _queue.Count);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["now", "soon", "late"], await RestAsync());
    }

    [Fact]
    public void Of_several_delays_of_a_key_the_first_to_end_counts()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(5));
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _queue.AddAfter("a", TimeSpan.FromSeconds(3));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _queue.Count);
        Drain("a");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Key_that_fails_waits_longer_each_time_until_it_is_forgotten()
    {
        var waits = new List<double>();
        for (var i = 0; i < 6; i++) waits.Add(WaitOf("a"));
        Assert.Equal([1, 2, 4, 8, 10, 10], waits);
        Assert.Equal((6, 0), (_queue.Failures("a"), _queue.Failures("b")));

        _queue.Forget("a");

        Assert.Equal((1, 1), (WaitOf("a"), WaitOf("b")));

        double WaitOf(string key)
        {
            _queue.AddRateLimited(key);
            var seconds = 0.0;
            for (; _queue.Count == 0; seconds += 0.5) _time.Advance(TimeSpan.FromSeconds(0.5));
            Drain(key);
            return seconds;
        }
    }

    [Fact]
    public async Task Shut_down_hands_out_what_waits_and_takes_no_more()
    {
        _queue.Add("a");
        _queue.AddAfter("later", TimeSpan.FromSeconds(1));
        _queue.ShutDown();
        _queue.Add("b");
        _queue.AddAfter("c", TimeSpan.FromSeconds(1));
        _queue.AddAfter("d", TimeSpan.Zero);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["a"], await RestAsync());
    }

    [Fact]
    public async Task Key_that_was_wanted_again_before_the_shut_down_comes_again()
    {
        _queue.Add("a");
        await using var keys = _queue.TakeAllAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await keys.MoveNextAsync();
        _queue.Add("a");
        _queue.ShutDown();

        _queue.Done("a");

        Assert.True(await keys.MoveNextAsync());
        Assert.False(await keys.MoveNextAsync());
    }

    [Fact]
    public async Task Work_that_throws_comes_again_after_its_pause()
    {
        var calls = new List<double>();
        var start = _time.GetTimestamp();
        _queue.Add("a");
        var run = _queue.RunAsync(1, (_, _) =>
        {
            calls.Add(_time.GetElapsedTime(start).TotalSeconds);
            return calls.Count < 4 ? throw new InvalidOperationException("again") : Task.CompletedTask;
        }, NullLogger.Instance, Cancelled);

        await _time.AdvanceUntilAsync(TimeSpan.FromSeconds(0.5), () => calls.Count == 4);
        await Clock.UntilAsync(() => _queue.Failures("a") == 0);
        _queue.ShutDown();
        await run;

        Assert.InRange(calls[1] - calls[0], 1, 1.6);
        Assert.InRange(calls[2] - calls[1], 2, 2.6);
        Assert.InRange(calls[3] - calls[2], 4, 4.6);
    }

    [Fact]
    public async Task Cancellation_ends_the_work_without_an_error()
    {
        using var cancel = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        _queue.Add("a");
        _queue.Add("b");
        var run = _queue.RunAsync(2, async (key, cancellationToken) =>
        {
            if (key == "b") started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException) when (key == "a")
            {
                throw new InvalidOperationException("failed while it was cancelled");
            }
        }, NullLogger.Instance, cancel.Token);
        await started.Task;

        await cancel.CancelAsync();

        await run;
    }

    [Fact]
    public async Task Workers_share_the_keys()
    {
        var (inside, most) = (0, 0);
        var all = new TaskCompletionSource();
        for (var i = 0; i < 10; i++) _queue.Add($"{i}");
        _queue.ShutDown();

        await _queue.RunAsync(3, async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            if (most == 3) all.TrySetResult();
            await all.Task;
            Interlocked.Decrement(ref inside);
        }, NullLogger.Instance, Cancelled);

        Assert.Equal((3, 0), (most, inside));
    }

    [Fact]
    public async Task At_least_one_worker_is_needed() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            _queue.RunAsync(0, (_, _) => Task.CompletedTask, NullLogger.Instance, Cancelled));

    private async Task<List<string>> RestAsync()
    {
        _queue.ShutDown();
        var keys = new List<string>();
        await foreach (var key in _queue.TakeAllAsync(Cancelled))
        {
            keys.Add(key);
            _queue.Done(key);
        }

        return keys;
    }

    private void Drain(string expected)
    {
        var keys = _queue.TakeAllAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var next = keys.MoveNextAsync();
        Assert.True(next.IsCompletedSuccessfully && next.Result);
        Assert.Equal(expected, keys.Current);
        _queue.Done(keys.Current);
    }
}
