using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Informers;

public sealed class InformerTests : IAsyncDisposable
{
    private readonly FakeApi _api = new();
    private readonly FakeTimeProvider _time = new();
    private readonly KubernetesClient _client;
    private readonly Informer<Namespace> _informer;
    private readonly List<string> _seen = [];

    public InformerTests()
    {
        _client = _api.Client(_time);
        _informer = new Informer<Namespace>(_client, new InformerOptions(), NullLogger.Instance, _time);
        _informer.Subscribe(Record);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _informer.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task First_list_may_be_old_and_the_watch_goes_on_from_it()
    {
        var watch = new FakeWatch();
        _api.Then(FakeApi.Json(Objects.List(9, Objects.Json("a", 1), Objects.Json("b", 2)))).Then(watch.Answer);
        Assert.False(_informer.HasSynced);

        var run = _informer.RunAsync(Cancelled);
        await _informer.WaitForSyncAsync(Cancelled);
        await watch.EventAsync("MODIFIED", Objects.Json("a", 10));
        await watch.EventAsync("DELETED", Objects.Json("b", 11));
        await watch.BookmarkAsync("20");
        await Clock.UntilAsync(() => _informer.LatestResourceVersion == "20");

        Assert.Equal(["Added a 1", "Added b 2", "Modified a 10", "Deleted b 11"], _seen);
        Assert.Equal("10", Assert.Single(_informer.Snapshot()).Metadata.ResourceVersion);
        Assert.True(_informer.TryGet("a", out _));
        Assert.False(_informer.TryGet("b", out _));
        Assert.Equal("GET /api/v1/namespaces?limit=500&resourceVersion=0", _api.Lines.First());
        Assert.StartsWith("GET /api/v1/namespaces?watch=true&resourceVersion=9&", _api.Lines.Last(), StringComparison.Ordinal);
        await _informer.DisposeAsync();
        await run;
    }

    [Fact]
    public async Task Event_of_an_own_write_is_not_told_again_and_moves_the_watch_on()
    {
        var watch = new FakeWatch();
        _api.Then(FakeApi.Json(Objects.List(9, Objects.Json("a", 1)))).Then(watch.Answer);
        _ = _informer.RunAsync(Cancelled);
        await _informer.WaitForSyncAsync(Cancelled);
        Assert.True(_informer.TryGet("a", out var present));
        var written = present with { Metadata = present.Metadata with { ResourceVersion = "10" } };
        _informer.Offer(written);

        // What does not parse as a Namespace shows that nobody tried to.
        await watch.EventAsync("MODIFIED", """{"metadata":{"name":"a","resourceVersion":"10"},"spec":{"broken":[}}""");
        await Clock.UntilAsync(() => _informer.LatestResourceVersion == "10");

        Assert.Equal(["Added a 1", "Modified a 10"], _seen);
        Assert.True(_informer.TryGet("a", out var kept));
        Assert.Same(written, kept);
    }

    [Fact]
    public async Task Watch_that_ended_or_broke_is_resumed_from_the_last_version()
    {
        FakeWatch[] watches = [new(), new(), new()];
        _api.Then(FakeApi.Json(Objects.List(9))).Then(watches[0].Answer).Then(watches[1].Answer).Then(watches[2].Answer);
        _ = _informer.RunAsync(Cancelled);

        await watches[0].BookmarkAsync("15");
        watches[0].End();
        await watches[1].EventAsync("ADDED", Objects.Json("a", 16));
        await Clock.UntilAsync(() => _informer.LatestResourceVersion == "16");
        watches[1].Break();
        await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => _api.Requests.Count == 4);

        Assert.Equal(["9", "15", "16"], _api.Lines.Skip(1).Select(VersionOf));
        Assert.Equal(["Added a 16"], _seen);
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, "Expired", "too old resource version")]
    [InlineData(HttpStatusCode.InternalServerError, "Timeout", "Too large resource version: 99, current: 9")]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden", "no")]
    public async Task Watch_that_cannot_go_on_begins_with_a_fresh_list(HttpStatusCode code, string reason, string message)
    {
        var watch = new FakeWatch();
        _api.Then(FakeApi.Json(Objects.List(9, Objects.Json("a", 1), Objects.Json("b", 2))))
            .Then(FakeApi.Failure(code, reason, message))
            .Then(FakeApi.Json(Objects.List(30, Objects.Json("b", 25), Objects.Json("c", 26))))
            .Then(watch.Answer);
        _ = _informer.RunAsync(Cancelled);

        await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => _api.Requests.Count == 4);

        Assert.Equal(["Added a 1", "Added b 2", "Modified b 25", "Added c 26", "Deleted a 1"], _seen);
        // Not resourceVersion=0: the cache of the server may be older than what was seen.
        Assert.Equal("GET /api/v1/namespaces?limit=500", _api.Lines.ElementAt(2));
        Assert.Equal("30", VersionOf(_api.Lines.Last()));
    }

    [Fact]
    public async Task Expired_pages_are_listed_again_in_one()
    {
        var watch = new FakeWatch();
        _api.Then(FakeApi.Json(Objects.ListOf(9, "c1", Objects.Json("a", 1))))
            .Then(FakeApi.Failure(HttpStatusCode.Gone, "Expired", "too old"))
            .Then(FakeApi.Json(Objects.List(12, Objects.Json("b", 11))))
            .Then(watch.Answer);
        _ = _informer.RunAsync(Cancelled);

        await _informer.WaitForSyncAsync(Cancelled);

        Assert.Equal(["Added b 11"], _seen);
        Assert.Equal(
            ["GET /api/v1/namespaces?limit=500&resourceVersion=0", "GET /api/v1/namespaces?limit=500&continue=c1",
                "GET /api/v1/namespaces"],
            _api.Lines.Take(3));
    }

    [Fact]
    public async Task Failing_server_is_asked_with_growing_pauses()
    {
        var asked = new List<TimeSpan>();
        var start = _time.GetTimestamp();
        _api.Otherwise = (_, _) =>
        {
            asked.Add(_time.GetElapsedTime(start));
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        };
        _ = _informer.RunAsync(Cancelled);

        await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(20), () => asked.Count >= 8);

        var pauses = asked.Zip(asked.Skip(1), (before, after) => (after - before).TotalSeconds).Take(7).ToArray();
        for (var i = 0; i < pauses.Length; i++) Assert.InRange(pauses[i], 0.2 * Math.Pow(2, i) / 2, 0.2 * Math.Pow(2, i) + 0.2);
        Assert.False(_informer.HasSynced);
    }

    [Fact]
    public async Task Server_that_asks_for_a_longer_pause_gets_it()
    {
        var watch = new FakeWatch();
        _api.Then(FakeApi.Failure(HttpStatusCode.TooManyRequests, "TooManyRequests", "busy", "20"))
            .Then(FakeApi.Json(Objects.List(9))).Then(watch.Answer);
        _ = _informer.RunAsync(Cancelled);
        await Clock.UntilAsync(() => _api.Requests.Count == 1);

        var passed = await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), () => _api.Requests.Count > 1);

        Assert.InRange(passed.TotalSeconds, 20, 25);
    }

    [Fact]
    public async Task Watch_that_ends_at_once_without_a_word_is_not_repeated_without_a_pause()
    {
        _api.Then(FakeApi.Json(Objects.List(9)));
        _api.Otherwise = (_, _) =>
        {
            var watch = new FakeWatch();
            watch.End();
            return Task.FromResult(watch.Answer);
        };
        _ = _informer.RunAsync(Cancelled);
        await Clock.UntilAsync(() => _api.Requests.Count == 2);

        var passed = await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(20), () => _api.Requests.Count >= 6);

        Assert.InRange(passed.TotalSeconds, (0.2 + 0.4 + 0.8 + 1.6) / 2, 60);
    }

    [Fact]
    public async Task Transform_is_applied_to_what_is_listed_watched_and_offered()
    {
        var watch = new FakeWatch();
        _api.Then(FakeApi.Json(Objects.List(9, Objects.Json("a", 1)))).Then(watch.Answer);
        await using var informer = new Informer<Namespace>(
            _client, new InformerOptions<Namespace> { Transform = Transforms.MetadataOnly }, NullLogger.Instance, _time);
        _ = informer.RunAsync(Cancelled);
        await watch.EventAsync("ADDED", Objects.Json("b", 10));
        await informer.WaitForAsync("b", found => found is not null, Cancelled);
        informer.Offer(Objects.Object("c", 11) with { Kind = "Namespace" });

        Assert.Equal(3, informer.Snapshot().Count);
        Assert.All(informer.Snapshot(), item => Assert.Equal((null, null), (item.OtherFields, item.Kind)));
    }

    [Fact]
    public async Task Informer_runs_once()
    {
        _api.Otherwise = FakeApi.NeverAsync;
        _ = _informer.RunAsync(Cancelled);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _informer.RunAsync(Cancelled));
    }

    [Fact]
    public async Task Cancellation_ends_the_run_without_an_error()
    {
        using var cancel = new CancellationTokenSource();
        _api.Otherwise = FakeApi.NeverAsync;
        var run = _informer.RunAsync(cancel.Token);

        await cancel.CancelAsync();

        await run;
        Assert.False(_informer.HasSynced);
    }

    private static string VersionOf(string line) => line.Split("resourceVersion=")[1].Split('&')[0];

    private void Record(WatchEvent<Namespace> change) =>
        _seen.Add($"{change.Type} {change.Object.Metadata.Name} {change.Object.Metadata.ResourceVersion}");
}
