using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Informers;

public sealed class SubscriptionTests : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly Informer<Namespace> _informer;

    public SubscriptionTests()
    {
        _client = new FakeApi().Client();
        _informer = new Informer<Namespace>(_client, new InformerOptions(), NullLogger.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _informer.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public void Late_subscriber_gets_what_is_there_and_then_the_changes()
    {
        _informer.Offer(Objects.Object("a", 1));
        var seen = Subscribe();
        _informer.Offer(Objects.Object("a", 2));
        _informer.Offer(Objects.Object("b", 3));

        Assert.Equal(["Added a 1", "Modified a 2", "Added b 3"], seen);
    }

    [Fact]
    public void Ended_subscription_gets_nothing_more()
    {
        var seen = new List<string>();
        var subscription = _informer.Subscribe(change => seen.Add(Text(change)));
        _informer.Offer(Objects.Object("a", 1));

        subscription.Dispose();
        subscription.Dispose();
        _informer.Offer(Objects.Object("a", 2));

        Assert.Equal(["Added a 1"], seen);
    }

    [Fact]
    public void Handler_that_throws_disturbs_neither_the_others_nor_the_next_event()
    {
        var calls = 0;
        _informer.Subscribe(_ =>
        {
            calls++;
            throw new InvalidOperationException("handler");
        });
        var seen = Subscribe();

        _informer.Offer(Objects.Object("a", 1));
        _informer.Offer(Objects.Object("a", 2));

        Assert.Equal(2, calls);
        Assert.Equal(["Added a 1", "Modified a 2"], seen);
    }

    [Fact]
    public void Handler_that_writes_gets_its_own_change_after_the_one_at_hand()
    {
        var seen = new List<string>();
        _informer.Subscribe(change =>
        {
            seen.Add("first " + Text(change));
            if (change.Type == WatchEventType.Added) _informer.Offer(Objects.Object("a", 2));
            seen.Add("end");
        });
        _informer.Subscribe(change => seen.Add("second " + Text(change)));

        _informer.Offer(Objects.Object("a", 1));

        Assert.Equal(["first Added a 1", "end", "second Added a 1", "first Modified a 2", "end", "second Modified a 2"], seen);
    }

    [Fact]
    public void Handler_can_end_subscriptions_and_begin_them()
    {
        List<string>? inner = null;
        IDisposable? outer = null;
        outer = _informer.Subscribe(_ =>
        {
            inner ??= Subscribe();
            outer?.Dispose();
        });

        _informer.Offer(Objects.Object("a", 1));
        _informer.Offer(Objects.Object("a", 2));

        Assert.Equal(["Added a 1", "Modified a 2"], inner);
    }

    [Fact]
    public void Events_of_many_writers_reach_each_subscriber_in_one_order()
    {
        const int Writers = 4;
        const int Each = 500;
        var (one, two) = (Subscribe(), Subscribe());
        var version = 0L;

        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            for (var i = 0; i < Each; i++) _informer.Offer(Objects.Object($"n{writer}", Interlocked.Increment(ref version)));
        });
        // Whoever finds the queue idle works it off; this makes sure that it was.
        Subscribe();

        Assert.Equal(Writers * Each, one.Count);
        Assert.Equal(one, two);
        for (var writer = 0; writer < Writers; writer++)
        {
            var versions = one.Where(text => text.Contains($" n{writer} ", StringComparison.Ordinal))
                .Select(text => long.Parse(text.Split(' ')[2])).ToList();
            Assert.Equal(versions.Order(), versions);
        }
    }

    [Fact]
    public async Task Wait_ends_when_the_condition_holds()
    {
        _informer.Offer(Objects.Object("a", 1));
        Assert.Equal("1", (await _informer.WaitForAsync("a", found => found is not null, Cancelled))!.Metadata.ResourceVersion);

        var waiting = _informer.WaitForAsync("a", found => found?.Metadata.ResourceVersion == "3", Cancelled);
        _informer.Offer(Objects.Object("a", 2));
        _informer.Offer(Objects.Object("b", 3));
        Assert.False(waiting.IsCompleted);
        _informer.Offer(Objects.Object("a", 3));

        Assert.Equal("3", (await waiting)!.Metadata.ResourceVersion);
        Assert.Null(await _informer.WaitForAsync("none", found => found is null, Cancelled));
    }

    [Fact]
    public async Task Wait_ends_with_its_cancellation_and_with_a_condition_that_throws()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _informer.WaitForAsync("a", _ => false, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _informer.WaitForAsync("a", _ => throw new InvalidOperationException(), Cancelled));
    }

    private static string Text(WatchEvent<Namespace> change) =>
        $"{change.Type} {change.Object.Metadata.Name} {change.Object.Metadata.ResourceVersion}";

    private List<string> Subscribe()
    {
        var seen = new List<string>();
        _informer.Subscribe(change => seen.Add(Text(change)));
        return seen;
    }
}
