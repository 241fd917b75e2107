using System.Net;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Client;

public sealed class RetryTests
{
    private readonly FakeApi _api = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3", 3)]
    [InlineData("Fri, 02 Jan 2026 03:04:09 GMT", 4)]
    public async Task Busy_server_is_asked_again_when_it_says(string retryAfter, int seconds)
    {
        _api.Then(Busy(retryAfter)).Then(FakeApi.Json("""{"metadata":{"name":"a"}}"""));
        using var client = _api.Client(_time);

        var call = client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = "a" } }, Cancelled);
        _time.Advance(TimeSpan.FromSeconds(seconds - 0.5));
        Assert.Single(_api.Requests);
        _time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal("a", (await call).Metadata.Name);
        Assert.Equal(2, _api.Requests.Count);
        Assert.Equal(_api.Requests[0].Body, _api.Requests[1].Body);
    }

    [Fact]
    public async Task Seconds_in_the_status_count_as_well()
    {
        _api.Then(FakeApi.Json("""{"kind":"Status","message":"busy","code":429,"details":{"retryAfterSeconds":2}}""",
            HttpStatusCode.TooManyRequests)).Then(FakeApi.Json("{}"));
        using var client = _api.Client(_time);

        var call = client.GetAsync<Namespace>(null, "a", Cancelled);
        var passed = await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => call.IsCompleted);

        await call;
        Assert.InRange(passed.TotalSeconds, 2, 2.5);
    }

    [Fact]
    public async Task No_wait_becomes_a_short_one()
    {
        _api.Then(Busy("0")).Then(Busy("Thu, 01 Jan 2015 00:00:00 GMT")).Then(FakeApi.Json("{}"));
        using var client = _api.Client(_time);

        var call = client.GetAsync<Namespace>(null, "a", Cancelled);
        var passed = await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(10), () => call.IsCompleted);

        await call;
        Assert.Equal(3, _api.Requests.Count);
        Assert.InRange(passed.TotalMilliseconds, 100, 200);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    [InlineData(HttpStatusCode.TooManyRequests, "11")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "1")]
    public async Task Wait_without_an_end_or_past_the_deadline_is_the_callers(HttpStatusCode code, string? retryAfter)
    {
        _api.Then(FakeApi.Failure(code, "Busy", "later", retryAfter));
        using var client = _api.Client(_time);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));

        Assert.Equal(retryAfter is null ? null : TimeSpan.FromSeconds(int.Parse(retryAfter)), error.RetryAfter);
        Assert.Single(_api.Requests);
    }

    [Fact]
    public async Task Retries_end_at_the_deadline()
    {
        _api.Otherwise = (_, _) => Task.FromResult(Busy("1"));
        using var client = _api.Client(_time);

        var call = client.GetAsync<Namespace>(null, "a", Cancelled);
        var passed = await _time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => call.IsCompleted);

        await Assert.ThrowsAsync<KubernetesApiException>(() => call);
        Assert.InRange(passed.TotalSeconds, 8, 10);
        Assert.InRange(_api.Requests.Count, 8, 10);
    }

    [Fact]
    public async Task Fixed_token_is_sent_and_not_tried_twice()
    {
        _api.Then(Unauthorized());
        using var client = Client(new KubernetesClientOptions { Server = Server, Token = "t" });

        await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));

        Assert.Equal("Bearer t", Assert.Single(_api.Requests).Token);
    }

    [Fact]
    public async Task Token_file_is_read_again_after_a_while_and_after_a_refusal()
    {
        using var file = new TempFile("one\n");
        _api.Otherwise = (_, _) => Task.FromResult(FakeApi.Json("{}"));
        using var client = Client(new KubernetesClientOptions { Server = Server, TokenFile = file.Path, Token = "unused" });
        await GetAsync(client);
        file.Write("two");
        await GetAsync(client);
        _time.Advance(TimeSpan.FromSeconds(10));
        await GetAsync(client);
        file.Write("three");
        _api.Then(Unauthorized());
        await GetAsync(client);

        Assert.Equal(["Bearer one", "Bearer one", "Bearer two", "Bearer two", "Bearer three"],
            _api.Requests.Select(r => r.Token));
    }

    [Fact]
    public async Task Token_that_is_refused_again_is_an_error()
    {
        using var file = new TempFile("one");
        _api.Then((_, _) =>
        {
            file.Write("two");
            return Task.FromResult(Unauthorized());
        }).Then(Unauthorized());
        using var client = Client(new KubernetesClientOptions { Server = Server, TokenFile = file.Path });

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));

        Assert.Equal(HttpStatusCode.Unauthorized, error.StatusCode);
        Assert.Equal(["Bearer one", "Bearer two"], _api.Requests.Select(request => request.Token));
    }

    [Fact]
    public async Task Token_file_that_vanishes_in_a_rotation_leaves_the_old_token()
    {
        using var file = new TempFile("one");
        _api.Otherwise = (_, _) => Task.FromResult(FakeApi.Json("{}"));
        using var client = Client(new KubernetesClientOptions { Server = Server, TokenFile = file.Path });
        await GetAsync(client);
        File.Delete(file.Path);
        _time.Advance(TimeSpan.FromMinutes(1));
        await GetAsync(client);
        file.Write("");
        await GetAsync(client);

        Assert.All(_api.Requests, request => Assert.Equal("Bearer one", request.Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public async Task Token_file_that_gives_none_is_an_error_that_names_it(string? content)
    {
        using var file = new TempFile(content ?? "");
        if (content is null) File.Delete(file.Path);
        using var client = Client(new KubernetesClientOptions { Server = Server, TokenFile = file.Path });

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));

        Assert.StartsWith($"get namespaces a: token file {file.Path}", error.Message, StringComparison.Ordinal);
        Assert.Equal((true, false), (error.IsTransient, error.MayHaveBeenApplied));
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Token_provider_goes_before_the_others_and_is_asked_each_time()
    {
        var number = 0;
        _api.Otherwise = (_, _) => Task.FromResult(FakeApi.Json("{}"));
        using var client = Client(new KubernetesClientOptions
        {
            Server = Server,
            TokenProvider = () => $"t{++number}",
            Token = "unused",
        });
        await GetAsync(client);
        await GetAsync(client);

        Assert.Equal(["Bearer t1", "Bearer t2"], _api.Requests.Select(request => request.Token));
    }

    private static readonly Uri Server = new("http://api:8080");

    private static HttpResponseMessage Busy(string retryAfter) =>
        FakeApi.Failure(HttpStatusCode.TooManyRequests, "TooManyRequests", "busy", retryAfter);

    private static HttpResponseMessage Unauthorized() => FakeApi.Failure(HttpStatusCode.Unauthorized, "Unauthorized", "who?");

    private static Task<Namespace> GetAsync(KubernetesClient client) => client.GetAsync<Namespace>(null, "a", Cancelled);

    private KubernetesClient Client(KubernetesClientOptions options) => _api.Client(_time, options);
}
