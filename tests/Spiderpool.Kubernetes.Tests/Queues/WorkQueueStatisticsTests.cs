using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Spiderpool.Kubernetes.Tests.Queues;

public class WorkQueueStatisticsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueueStatistics _statistics = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_counted_where_they_are_and_nowhere_once_the_queue_is_gone()
    {
        using (var queue = NewQueue())
        {
            foreach (var key in (string[])["a", "b", "c", "a"]) queue.Add(key);
            queue.AddAfter("d", TimeSpan.FromSeconds(5));
            await using var keys = queue.TakeAllAsync(Cancelled).GetAsyncEnumerator(Cancelled);
            Assert.True(await keys.MoveNextAsync());
            Assert.Equal((2, 1, 1), Held());

            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal((3, 0, 1), Held());
            queue.Done("a");
            Assert.Equal((3, 0, 0), Held());
        }

        Assert.Equal((0, 0, 0), Held());
    }

    [Fact]
    public async Task Work_is_counted_by_its_end_over_all_queues()
    {
        for (var term = 0; term < 2; term++)
        {
            using var queue = NewQueue();
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            queue.Add("bad");
            queue.Add("good");
            var running = queue.RunAsync(1, async (key, _) =>
            {
                if (key == "good")
                {
                    await stopping.CancelAsync();
                    return;
                }
                _time.Advance(TimeSpan.FromSeconds(2));
                throw new InvalidOperationException("no good");
            }, NullLogger.Instance, stopping.Token);
            await running;
        }

        Assert.Equal((2, 2, TimeSpan.FromSeconds(4)), _statistics.Done);
    }

    private WorkQueue<string> NewQueue() => new(time: _time, statistics: _statistics);

    private (int Waiting, int Delayed, int InWork) Held() => (_statistics.Waiting, _statistics.Delayed, _statistics.InWork);
}
