using Spiderpool.Agent.Allocation;

namespace Spiderpool.Agent.Tests.Allocation;

public sealed class PodLocksTests
{
    private readonly PodLocks _locks = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_of_a_pod_come_one_after_the_other_in_the_order_of_their_coming()
    {
        var first = await _locks.AcquireAsync("n/p", Cancellation);
        var (second, third) = (_locks.AcquireAsync("n/p", Cancellation), _locks.AcquireAsync("n/p", Cancellation));
        Assert.False(second.IsCompleted || third.IsCompleted);

        first.Dispose();
        var turn = await second.WaitAsync(Cancellation);
        Assert.False(third.IsCompleted);

        turn.Dispose();
        (await third.WaitAsync(Cancellation)).Dispose();
        Assert.True(_locks.AcquireAsync("n/p", Cancellation).IsCompleted);
    }

    [Fact]
    public async Task Pods_do_not_wait_for_one_another()
    {
        using var first = await _locks.AcquireAsync("n/p", Cancellation);

        Assert.True(_locks.AcquireAsync("n/q", Cancellation).IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_keep_the_turn()
    {
        var first = await _locks.AcquireAsync("n/p", Cancellation);
        using var deadline = new CancellationTokenSource();
        var gaveUp = _locks.AcquireAsync("n/p", deadline.Token);
        var third = _locks.AcquireAsync("n/p", Cancellation);
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);

        first.Dispose();

        (await third.WaitAsync(Cancellation)).Dispose();
    }
}
