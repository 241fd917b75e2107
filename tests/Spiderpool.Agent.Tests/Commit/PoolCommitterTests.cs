using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Metrics;
using Spiderpool.Api;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Agent.Tests.Commit;

/// <summary>One write per group, and no answer from a stale read (docs/designs/0001-allocation.md).</summary>
public sealed class PoolCommitterTests : IDisposable
{
    private readonly AgentMetrics _metrics = new();
    private readonly ScriptedPools _pools = new("10.0.0.1-10.0.0.200");
    private readonly PoolCommitters _committers;

    public PoolCommitterTests() =>
        _committers = new PoolCommitters(_pools, new CommitOptions(), TimeProvider.System, new Random(1), _metrics);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _committers.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task All_requests_that_come_during_a_write_share_the_next_one()
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource<WriteOutcome?>());
        _pools.BeforeWrite = () =>
        {
            arrived.TrySetResult();
            return go.Task;
        };
        var first = GrantAsync("uid-0");
        await arrived.Task.WaitAsync(Cancellation);
        var others = Enumerable.Range(1, 100).Select(n => GrantAsync($"uid-{n}")).ToList();
        go.SetResult(null);

        var outcomes = await Task.WhenAll([first, .. others]).WaitAsync(Cancellation);

        Assert.Equal(["1", "2"], _pools.Writes);
        Assert.Equal(101, outcomes.Select(outcome => outcome.Address).Distinct().Count());
    }

    [Fact]
    public async Task A_group_is_bounded()
    {
        using var committers = new PoolCommitters(
            _pools, new CommitOptions { MaxGroup = 10 }, TimeProvider.System, new Random(1), _metrics);
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource<WriteOutcome?>());
        _pools.BeforeWrite = () =>
        {
            arrived.TrySetResult();
            return go.Task;
        };
        var first = committers["p"].SubmitAsync(new LedgerRequest.Grant("n/p", "uid-0", "eth0"), Cancellation);
        await arrived.Task.WaitAsync(Cancellation);
        var others = Enumerable.Range(1, 25)
            .Select(n => committers["p"].SubmitAsync(new LedgerRequest.Grant("n/p", $"uid-{n}", "eth0"), Cancellation)).ToList();
        go.SetResult(null);
        await Task.WhenAll([first, .. others]).WaitAsync(Cancellation);

        Assert.Equal(4, _pools.Writes.Count);
    }

    [Fact]
    public async Task The_first_answer_that_needs_no_write_is_fenced_by_one_and_the_next_is_read()
    {
        await ReleaseAsync("nobody");
        Assert.Equal((1, 0), (_pools.Writes.Count, _pools.Reads));

        await ReleaseAsync("nobody");
        Assert.Equal((1, 1), (_pools.Writes.Count, _pools.Reads));
    }

    [Fact]
    public async Task A_write_that_nobody_confirmed_takes_the_fence_away()
    {
        await GrantAsync("uid-1");
        _pools.BeforeWrite = () =>
        {
            _pools.BeforeWrite = null;
            return Task.FromResult<WriteOutcome?>(WriteOutcome.Unknown);
        };
        await GrantAsync("uid-2");
        await ReleaseAsync("nobody");

        // The grant again, which fences, so that the release needs a read alone.
        Assert.Equal(["1", "2", "2"], _pools.Writes);
        Assert.Equal(2, _pools.Reads);
    }

    [Fact]
    public async Task A_request_that_comes_during_a_read_is_not_answered_by_it()
    {
        await ReleaseAsync("nobody");
        var go = new TaskCompletionSource();
        _pools.AfterRead = go.Task;
        var first = ReleaseAsync("nobody");
        await UntilAsync(() => _pools.Reads == 1);
        var second = ReleaseAsync("nobody");
        go.SetResult();
        await Task.WhenAll(first, second).WaitAsync(Cancellation);

        Assert.Equal(2, _pools.Reads);
    }

    [Fact]
    public async Task A_loser_of_a_conflict_applies_its_requests_to_the_winners_version()
    {
        await GrantAsync("uid-1");
        var winner = new PoolCommitters(_pools, new CommitOptions(), TimeProvider.System, new Random(2), _metrics);
        _pools.BeforeWrite = async () =>
        {
            _pools.BeforeWrite = null;
            await winner["p"].SubmitAsync(new LedgerRequest.Grant("n/other", "other", "eth0"), Cancellation);
            return null;
        };

        var outcome = await GrantAsync("uid-2");

        Assert.Equal("10.0.0.3", outcome.Address.ToString());
        Assert.Equal(["1", "2", "2", "3"], _pools.Writes);
        winner.Dispose();
    }

    [Fact]
    public async Task A_request_fails_at_its_deadline_while_the_api_server_is_silent_and_is_remembered_until_it_is_settled()
    {
        var go = new TaskCompletionSource<WriteOutcome?>();
        var arrived = new TaskCompletionSource();
        _pools.BeforeWrite = () =>
        {
            arrived.TrySetResult();
            return go.Task;
        };
        using var deadline = new CancellationTokenSource();
        var request = _committers["p"].SubmitAsync(new LedgerRequest.Grant("n/p", "uid-1", "eth0"), deadline.Token);
        await arrived.Task.WaitAsync(Cancellation);
        await deadline.CancelAsync();

        Assert.Equal(Reason.DeadlineExceeded, (await Assert.ThrowsAsync<ReasonException>(() => request)).Reason);
        Assert.Equal(["p"], _committers.Unsettled("uid-1"));

        // The write was stored after all: a release finds the record, and nothing is unsettled any more.
        go.SetResult(null);
        Assert.Equal(1, (await ReleaseAsync("uid-1")).Released);
        Assert.Empty(_committers.Unsettled("uid-1"));
    }

    [Fact]
    public async Task A_request_whose_deadline_passed_while_it_waited_takes_nothing()
    {
        var go = new TaskCompletionSource<WriteOutcome?>();
        var arrived = new TaskCompletionSource();
        _pools.BeforeWrite = () =>
        {
            arrived.TrySetResult();
            return go.Task;
        };
        var first = GrantAsync("uid-1");
        await arrived.Task.WaitAsync(Cancellation);
        using var deadline = new CancellationTokenSource();
        var late = _committers["p"].SubmitAsync(new LedgerRequest.Grant("n/p", "uid-2", "eth0"), deadline.Token);
        await deadline.CancelAsync();
        await Assert.ThrowsAsync<ReasonException>(() => late);
        go.SetResult(null);
        await first;
        await GrantAsync("uid-3");

        Assert.Equal(2, _pools.Stored!.Status!.AllocatedIPCount);
    }

    [Fact]
    public async Task What_the_api_server_refuses_is_not_tried_again()
    {
        _pools.BeforeWrite = () => Task.FromResult<WriteOutcome?>(WriteOutcome.Rejected);

        var failure = await Assert.ThrowsAsync<ReasonException>(() => GrantAsync("uid-1"));

        Assert.Equal("PoolInvalid: the API server refuses the status of pool p: scripted", failure.Message);
        Assert.Single(_pools.Writes);
    }

    [Fact]
    public async Task A_pool_that_is_gone_is_said_to_be()
    {
        _pools.BeforeWrite = () =>
        {
            _pools.Stored = null;
            return Task.FromResult<WriteOutcome?>(null);
        };

        Assert.Equal(Reason.PoolNotFound, (await Assert.ThrowsAsync<ReasonException>(() => GrantAsync("uid-1"))).Reason);
    }

    [Fact]
    public async Task Requests_end_when_the_agent_stops()
    {
        var arrived = new TaskCompletionSource();
        _pools.BeforeWrite = () =>
        {
            arrived.TrySetResult();
            return new TaskCompletionSource<WriteOutcome?>().Task;
        };
        var request = GrantAsync("uid-1");
        await arrived.Task.WaitAsync(Cancellation);
        _committers.Dispose();

        Assert.Equal(Reason.AgentNotReady, (await Assert.ThrowsAsync<ReasonException>(() => request)).Reason);
    }

    private Task<LedgerOutcome> GrantAsync(string uid) =>
        _committers["p"].SubmitAsync(new LedgerRequest.Grant($"n/{uid}", uid, "eth0"), Cancellation);

    private Task<LedgerOutcome> ReleaseAsync(string uid) =>
        _committers["p"].SubmitAsync(new LedgerRequest.Release(uid, null), Cancellation);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(1, Cancellation);
    }
}
