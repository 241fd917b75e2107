using System.Net;
using System.Text;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>An API server that answers as the test says, in the place of the network.</summary>
internal sealed class FakeApi
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<ApiRequest, CancellationToken, Task<HttpResponseMessage>>> _answers = [];
    private readonly List<ApiRequest> _requests = [];

    /// <summary>What answers when no answer is queued; fails the call by default.</summary>
    public Func<ApiRequest, CancellationToken, Task<HttpResponseMessage>> Otherwise { get; set; } =
        (request, _) => throw new InvalidOperationException($"no answer for {request.Line}");

    public IReadOnlyList<ApiRequest> Requests
    {
        get
        {
            lock (_lock) return [.. _requests];
        }
    }

    public IEnumerable<string> Lines => Requests.Select(request => request.Line);

    public KubernetesClient Client(TimeProvider? time = null, KubernetesClientOptions? options = null) =>
        new(options ?? new KubernetesClientOptions { Server = new Uri("http://api:8080") }, new Handler(this), time);

    public FakeApi Then(Func<ApiRequest, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (_lock) _answers.Enqueue(answer);
        return this;
    }

    public FakeApi Then(HttpResponseMessage answer) => Then((_, _) => Task.FromResult(answer));

    public FakeApi ThenNothing() => Then(NeverAsync);

    public static async Task<HttpResponseMessage> NeverAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode code = HttpStatusCode.OK) =>
        new(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Failure(HttpStatusCode code, string reason, string message, string? retryAfter = null)
    {
        var answer = Json(
            $$"""{"kind":"Status","status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{(int)code}}}""",
            code);
        if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return answer;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var read = await ApiRequest.ReadAsync(request, cancellationToken);
        Func<ApiRequest, CancellationToken, Task<HttpResponseMessage>>? answer;
        lock (_lock)
        {
            _requests.Add(read);
            _answers.TryDequeue(out answer);
        }

        return await (answer ?? Otherwise)(read, cancellationToken);
    }

    private sealed class Handler(FakeApi api) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            api.AnswerAsync(request, cancellationToken);
    }
}
