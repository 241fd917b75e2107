using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Election;

public sealed class LeaderElectionTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly FakeLeases _leases = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task First_candidate_leads_and_writes_who_and_how_long()
    {
        await using var a = new Candidate(_leases, "a", _time);

        await Clock.UntilAsync(() => a.Works);

        Assert.True(a.Elector.IsLeader());
        Assert.Equal(("a", 0), (a.Elector.CurrentLeader, a.Elector.Epoch));
        var spec = _leases.Stored!.Spec;
        Assert.Equal(("a", 15, 0), (spec.HolderIdentity, spec.LeaseDurationSeconds, spec.LeaseTransitions));
        Assert.Equal(_time.GetUtcNow(), spec.RenewTime);
    }

    [Fact]
    public async Task Leader_renews_and_keeps_the_others_waiting()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        await using var b = new Candidate(_leases, "b", _time);

        var writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 30);

        Assert.Equal((true, 1, false, 0), (a.Works, a.Terms, b.Works, b.Terms));
        Assert.Equal("a", b.Elector.CurrentLeader);
        Assert.Equal(0, _leases.Stored!.Spec.LeaseTransitions);
    }

    [Fact]
    public async Task Leader_that_stops_gives_the_lease_back_and_the_next_need_not_wait()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        await using var b = new Candidate(_leases, "b", _time);
        await Clock.UntilAsync(() => b.Elector.CurrentLeader == "a");

        await a.StopAsync();
        Assert.Equal((false, false, ""), (a.Works, a.Elector.IsLeader(), _leases.Stored!.Spec.HolderIdentity));
        var passed = await _time.AdvanceUntilAsync(Step, () => b.Works);

        Assert.InRange(passed.TotalSeconds, 0, 3);
        Assert.Equal(1, b.Elector.Epoch);
        Assert.True(b.Elector.Epoch > a.Elector.Epoch);
    }

    [Fact]
    public async Task Leader_without_a_server_stops_before_another_can_lead()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        await using var b = new Candidate(_leases, "b", _time);
        await Clock.UntilAsync(() => b.Elector.CurrentLeader == "a");
        var together = false;
        a.Cut = true;

        var stopped = await _time.AdvanceUntilAsync(Step, () =>
        {
            together |= a.Elector.IsLeader() && b.Elector.IsLeader();
            return !a.Elector.IsLeader();
        });
        Assert.False(b.Works);
        var taken = await _time.AdvanceUntilAsync(Step, () =>
        {
            together |= a.Elector.IsLeader() && b.Elector.IsLeader();
            return b.Works;
        });

        Assert.False(together);
        Assert.InRange(stopped.TotalSeconds, 8, 10.5);
        Assert.InRange((stopped + taken).TotalSeconds, 15, 22);
        await Clock.UntilAsync(() => !a.Works);
        Assert.Equal((1, "b"), (b.Elector.Epoch, _leases.Stored!.Spec.HolderIdentity));
        Assert.Equal(0, a.Elector.Epoch);
    }

    [Fact]
    public async Task Leader_that_comes_back_follows_and_its_term_is_over()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        await using var b = new Candidate(_leases, "b", _time);
        a.Cut = true;
        await _time.AdvanceUntilAsync(Step, () => b.Works);

        a.Cut = false;
        await _time.AdvanceUntilAsync(Step, () => a.Elector.CurrentLeader == "b");

        Assert.Equal((false, 1, true), (a.Works, a.Terms, b.Works));
    }

    [Fact]
    public async Task Wrong_wall_clocks_do_not_matter()
    {
        var (early, late) = (new ShiftedClock(_time, TimeSpan.FromHours(-5)), new ShiftedClock(_time, TimeSpan.FromHours(5)));
        await using var a = new Candidate(_leases, "a", early);
        await Clock.UntilAsync(() => a.Works);
        await using var b = new Candidate(_leases, "b", late);

        var writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 5);
        (early.Error, late.Error) = (TimeSpan.FromDays(30), TimeSpan.FromDays(-30));
        writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 15);

        Assert.Equal((true, 1, 0), (a.Works, a.Terms, b.Terms));
    }

    [Fact]
    public async Task Process_that_slept_through_its_lease_knows_it_without_asking()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        Assert.True(a.Elector.IsLeader());

        a.Cut = true;
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(a.Elector.IsLeader());
    }

    [Fact]
    public async Task Somebody_else_in_the_lease_ends_the_term_at_the_next_renewal()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        _leases.Change(lease => lease with { Spec = lease.Spec with { HolderIdentity = "thief", LeaseTransitions = 7 } });

        var passed = await _time.AdvanceUntilAsync(Step, () => !a.Works);

        Assert.InRange(passed.TotalSeconds, 0, 4);
        Assert.Equal("thief", _leases.Stored!.Spec.HolderIdentity);
        await _time.AdvanceUntilAsync(Step, () => a.Terms == 2);
        Assert.Equal(8, a.Elector.Epoch);
    }

    [Fact]
    public async Task Change_by_a_stranger_that_leaves_the_holder_does_not_end_the_term()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        _leases.Change(lease =>
            lease with { Metadata = lease.Metadata with { Labels = new Dictionary<string, string> { ["x"] = "y" } } });

        var writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 5);

        Assert.Equal((true, 1), (a.Works, a.Terms));
        Assert.Equal("y", _leases.Stored!.Metadata.Label("x"));
    }

    [Fact]
    public async Task Deleted_lease_ends_the_term_and_begins_another()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        _leases.Delete();

        await _time.AdvanceUntilAsync(Step, () => a.Terms == 2);

        Assert.Equal("a", _leases.Stored!.Spec.HolderIdentity);
    }

    [Fact]
    public async Task Own_lease_of_an_earlier_life_is_taken_over_at_once_in_a_new_term()
    {
        var first = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => first.Works);
        first.Cut = true;
        await using var second = new Candidate(_leases, "a", _time);

        await Clock.UntilAsync(() => second.Works);

        Assert.Equal(1, second.Elector.Epoch);
        await _time.AdvanceUntilAsync(Step, () => !first.Works);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Refusals_of_the_server_within_the_deadline_do_not_end_the_term()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        var refused = 0;
        _leases.Disturb = request => refused++ < 3 ? FakeApi.Failure(HttpStatusCode.InternalServerError, "InternalError", "etcd")
            : null;

        var writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 3);

        Assert.Equal((true, 1), (a.Works, a.Terms));
    }

    [Fact]
    public async Task Renewal_that_was_stored_without_an_answer_does_not_end_the_term()
    {
        await using var a = new Candidate(_leases, "a", _time);
        await Clock.UntilAsync(() => a.Works);
        var lost = false;
        _leases.Disturb = request =>
        {
            if (lost || request.Method != "PUT") return null;
            lost = true;
            _leases.Change(lease => lease);
            return FakeApi.Failure(HttpStatusCode.GatewayTimeout, "Timeout", "lost");
        };

        var writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 3);

        Assert.True(lost);
        Assert.Equal((true, 1), (a.Works, a.Terms));
    }

    [Fact]
    public async Task Work_that_ends_by_itself_ends_the_election_and_gives_the_lease_back()
    {
        await using var a = new Candidate(_leases, "a", _time, (_, _) => Task.CompletedTask);

        await a.Run;

        Assert.Equal("", _leases.Stored!.Spec.HolderIdentity);
        Assert.False(a.Elector.IsLeader());
    }

    [Fact]
    public async Task Work_that_throws_gives_the_lease_back_and_comes_out()
    {
        await using var a = new Candidate(_leases, "a", _time, (_, _) => throw new InvalidOperationException("work"));

        Assert.Equal("work", (await Assert.ThrowsAsync<InvalidOperationException>(() => a.Run)).Message);
        Assert.Equal("", _leases.Stored!.Spec.HolderIdentity);
    }

    [Fact]
    public async Task Lease_is_renewed_while_the_work_winds_down()
    {
        var windDown = new TaskCompletionSource();
        await using var a = new Candidate(_leases, "a", _time, async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await windDown.Task;
        });
        await Clock.UntilAsync(() => a.Elector.IsLeader());
        var stopping = a.StopAsync();

        var writes = _leases.Writes;
        await _time.AdvanceUntilAsync(Step, () => _leases.Writes >= writes + 10);
        Assert.Equal(("a", false), (_leases.Stored!.Spec.HolderIdentity, stopping.IsCompleted));
        windDown.SetResult();
        await stopping;

        Assert.Equal("", _leases.Stored!.Spec.HolderIdentity);
    }

    [Theory]
    [InlineData(15, 15, 2)]
    [InlineData(15, 10, 10)]
    [InlineData(0.5, 0.3, 0.1)]
    public void Times_that_could_let_two_lead_are_refused(double lease, double renew, double retry)
    {
        using var client = new FakeApi().Client();

        Assert.Throws<ArgumentException>(() => new LeaderElector(client, new LeaderElectionOptions
        {
            Namespace = "ns",
            Name = "leader",
            Identity = "a",
            LeaseDuration = TimeSpan.FromSeconds(lease),
            RenewDeadline = TimeSpan.FromSeconds(renew),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        }, NullLogger.Instance));
    }
}
