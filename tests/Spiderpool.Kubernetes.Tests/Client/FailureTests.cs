using System.Net;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Client;

public sealed class FailureTests
{
    private static readonly Namespace Sent = new() { Metadata = new ObjectMeta { Name = "a" } };

    private readonly FakeApi _api = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "Conflict", true, false, false, false, false)]
    [InlineData(HttpStatusCode.Conflict, "AlreadyExists", false, true, false, false, false)]
    [InlineData(HttpStatusCode.Gone, "Expired", false, false, true, false, false)]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError", false, false, false, true, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", false, false, false, true, true)]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented", false, false, false, false, false)]
    [InlineData(HttpStatusCode.RequestTimeout, "Timeout", false, false, false, true, false)]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests", false, false, false, true, false)]
    [InlineData(HttpStatusCode.UnprocessableEntity, "Invalid", false, false, false, false, false)]
    public async Task Refused_write_says_what_may_be_done_about_it(
        HttpStatusCode code, string reason, bool conflict, bool exists, bool gone, bool transient, bool maybeApplied)
    {
        _api.Then(FakeApi.Failure(code, reason, "why"));
        using var client = _api.Client();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.CreateAsync(Sent, Cancelled));

        Assert.Equal((code, reason, conflict, exists, gone),
            (error.StatusCode, error.Reason, error.IsConflict, error.IsAlreadyExists, error.IsGone));
        Assert.Equal((transient, maybeApplied), (error.IsTransient, error.MayHaveBeenApplied));
        Assert.Equal($"create namespaces: {(int)code} {reason}: why", error.Message);
        Assert.Single(_api.Requests);
    }

    [Fact]
    public async Task Hint_tells_what_to_do_about_missing_rights()
    {
        _api.Then(FakeApi.Failure(HttpStatusCode.Forbidden, "Forbidden", "no"))
            .Then(FakeApi.Failure(HttpStatusCode.Unauthorized, "Unauthorized", "no"));
        using var client = _api.Client();

        Assert.Equal("get namespaces a: 403 Forbidden: no; grant it in the ClusterRole", await MessageAsync(client));
        Assert.Equal("get namespaces a: 401 Unauthorized: no; check the token or client certificate", await MessageAsync(client));
    }

    [Theory]
    [InlineData("bad\ngateway\r\n", "bad gateway")]
    [InlineData("", "no explanation")]
    [InlineData("[1]", "[1]")]
    public async Task Answer_of_a_proxy_is_the_explanation_in_one_line(string body, string expected)
    {
        _api.Then(new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent(body) });
        using var client = _api.Client();

        Assert.Equal($"get namespaces a: 502 BadGateway: {expected}", await MessageAsync(client));
    }

    [Fact]
    public async Task Long_explanation_is_cut()
    {
        _api.Then(new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent(new string('x', 1_000_000)) });
        using var client = _api.Client();

        Assert.InRange((await MessageAsync(client)).Length, 1024, 1200);
    }

    [Theory]
    [InlineData("{", "unusable answer")]
    [InlineData("null", "unusable answer")]
    [InlineData("""{"metadata":7}""", "unusable answer")]
    public async Task Answer_that_is_no_object_is_unusable(string body, string expected)
    {
        _api.Then(FakeApi.Json(body)).Then(FakeApi.Json(body));
        using var client = _api.Client();

        var read = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));
        var write = await Assert.ThrowsAsync<KubernetesApiException>(() => client.CreateAsync(Sent, Cancelled));

        Assert.StartsWith($"get namespaces a: {expected} of http://api:8080/: ", read.Message, StringComparison.Ordinal);
        Assert.Equal(("InvalidAnswer", false, false), (read.Reason, read.MayHaveBeenApplied, read.IsTransient));
        Assert.True(write.MayHaveBeenApplied);
    }

    [Fact]
    public async Task Server_that_cannot_be_reached_has_not_done_anything()
    {
        _api.Then((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "no",
            new IOException("connection refused")))
            .Then((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "no", new IOException("cut")));
        using var client = _api.Client();

        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() => client.CreateAsync(Sent, Cancelled));
        var cut = await Assert.ThrowsAsync<KubernetesApiException>(() => client.CreateAsync(Sent, Cancelled));

        Assert.Equal("create namespaces: cannot connect to http://api:8080/: connection refused", refused.Message);
        Assert.Equal((false, true, (HttpStatusCode)0), (refused.MayHaveBeenApplied, refused.IsTransient, refused.StatusCode));
        Assert.Equal("create namespaces: connection lost to http://api:8080/: cut", cut.Message);
        Assert.Equal((true, true), (cut.MayHaveBeenApplied, cut.IsTransient));
    }

    [Fact]
    public async Task Silent_server_ends_at_the_deadline()
    {
        var time = new FakeTimeProvider();
        _api.ThenNothing().ThenNothing();
        using var client = _api.Client(time);

        var read = client.GetAsync<Namespace>(null, "a", Cancelled);
        var write = client.CreateAsync(Sent, Cancelled);
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(read.IsCompleted || write.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => read);
        Assert.Equal("get namespaces a: http://api:8080/ did not answer within 10 s", error.Message);
        Assert.Equal((true, false), (error.IsTransient, error.MayHaveBeenApplied));
        Assert.True((await Assert.ThrowsAsync<KubernetesApiException>(() => write)).MayHaveBeenApplied);
    }

    [Fact]
    public async Task Cancellation_of_the_caller_is_no_failure_of_the_server()
    {
        _api.ThenNothing();
        using var client = _api.Client();
        using var cancel = new CancellationTokenSource();
        var call = client.GetAsync<Namespace>(null, "a", cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Time_limit_of_the_connection_pool_is_a_failure_too()
    {
        _api.Then((_, _) => throw new TaskCanceledException("ConnectTimeout", new TimeoutException()));
        using var client = _api.Client();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));

        Assert.True(error.IsTransient);
    }

    private static async Task<string> MessageAsync(KubernetesClient client) =>
        (await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled))).Message;
}
