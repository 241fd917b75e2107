using System.Net;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Client;

public sealed class WatchTests
{
    private readonly FakeApi _api = new();
    private readonly FakeWatch _watch = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_in_their_order_until_the_server_ends()
    {
        _api.Then(_watch.Answer);
        using var client = _api.Client();
        await _watch.EventAsync("ADDED", Objects.Json("a", 1));
        await _watch.SendAsync("");
        await _watch.EventAsync("MODIFIED", Objects.Json("a", 2));
        await _watch.SendAsync($$"""{"x":[{"type":"DELETED"}],"object":{{Objects.Json("a", 3)}},"type":"DELETED"}""");
        await _watch.BookmarkAsync("9");
        _watch.End();

        var events = await CollectAsync(client,
            new WatchOptions { ResourceVersion = "1", LabelSelector = "a=b", Timeout = TimeSpan.FromSeconds(90.5) });

        Assert.Equal([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted, WatchEventType.Bookmark],
            events.Select(e => e.Type));
        Assert.Equal(["1", "2", "3", "9"], events.Select(e => e.Object.Metadata.ResourceVersion));
        Assert.Equal(
            "GET /api/v1/namespaces?watch=true&labelSelector=a%3Db&resourceVersion=1&allowWatchBookmarks=true&timeoutSeconds=91",
            Assert.Single(_api.Lines));
    }

    [Theory]
    [InlineData("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}""", 410, true)]
    [InlineData("""{"object":{"kind":"Status","code":500,"reason":"InternalError","message":"too old"},"type":"ERROR"}""", 500,
        false)]
    [InlineData("""{"type":"ERROR","object":{}}""", 500, false)]
    public async Task Error_event_is_a_failure_with_its_code(string line, int code, bool gone)
    {
        _api.Then(_watch.Answer);
        using var client = _api.Client();
        await _watch.SendAsync(line);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => CollectAsync(client, new WatchOptions()));

        Assert.Equal(((HttpStatusCode)code, gone), (error.StatusCode, error.IsGone));
        Assert.StartsWith($"watch namespaces: {code} ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"NEW","object":{}}""")]
    [InlineData("""{"type":"ADDED","object":null}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":7}}""")]
    [InlineData("""{"type":7,"object":{}}""")]
    public async Task Line_that_is_no_event_is_unusable(string line)
    {
        _api.Then(_watch.Answer);
        using var client = _api.Client();
        await _watch.SendAsync(line);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => CollectAsync(client, new WatchOptions()));

        Assert.Equal("InvalidAnswer", error.Reason);
    }

    [Fact]
    public async Task Broken_connection_is_a_transient_failure()
    {
        _api.Then(_watch.Answer);
        using var client = _api.Client();
        await _watch.EventAsync("ADDED", Objects.Json("a", 1));
        _watch.Break();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => CollectAsync(client, new WatchOptions()));

        Assert.True(error.IsTransient);
        Assert.Equal("watch namespaces: connection lost to http://api:8080/: connection reset by peer", error.Message);
    }

    [Fact]
    public async Task Watch_that_is_not_answered_ends_at_the_deadline_and_one_that_is_runs_on()
    {
        var time = new FakeTimeProvider();
        _api.ThenNothing().Then(_watch.Answer);
        using var client = _api.Client(time);

        var silent = CollectAsync(client, new WatchOptions());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("did not answer within 10 s", (await Assert.ThrowsAsync<KubernetesApiException>(() => silent)).Message,
            StringComparison.Ordinal);

        var running = CollectAsync(client, new WatchOptions());
        time.Advance(TimeSpan.FromDays(1));
        await _watch.EventAsync("ADDED", Objects.Json("a", 1));
        _watch.End();
        Assert.Single(await running);
    }

    [Fact]
    public async Task Server_that_forgets_to_end_a_watch_is_left_a_little_later()
    {
        var time = new FakeTimeProvider();
        _api.Then(_watch.Answer);
        using var client = _api.Client(time);

        var events = CollectAsync(client, new WatchOptions { Timeout = TimeSpan.FromMinutes(5) });
        time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(29));
        Assert.False(events.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => events);
        Assert.Equal("watch namespaces: http://api:8080/ did not end the watch in time", error.Message);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Cancelled_watch_ends_as_such()
    {
        _api.Then(_watch.Answer);
        using var client = _api.Client();
        using var cancel = new CancellationTokenSource();
        var events = CollectAsync(client, new WatchOptions(), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => events);
    }

    [Fact]
    public async Task Metadata_only_drops_the_rest()
    {
        _api.Then(_watch.Answer);
        using var client = _api.Client();
        await _watch.EventAsync("ADDED", Objects.Json("a", 1));
        _watch.End();

        var change = Assert.Single(await CollectAsync(client, new WatchOptions { MetadataOnly = true, AllowBookmarks = false }));

        Assert.Null(change.Object.OtherFields);
        Assert.Equal("GET /api/v1/namespaces?watch=true", Assert.Single(_api.Lines));
    }

    private static async Task<List<WatchEvent<Namespace>>> CollectAsync(
        KubernetesClient client, WatchOptions options, CancellationToken? cancellationToken = null)
    {
        var events = new List<WatchEvent<Namespace>>();
        await foreach (var change in client.WatchAsync<Namespace>(null, options, cancellationToken ?? Cancelled))
            events.Add(change);
        return events;
    }
}
