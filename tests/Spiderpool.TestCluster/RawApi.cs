using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace Spiderpool.TestCluster;

/// <summary>The Kubernetes API as HTTP and JSON.</summary>
public sealed class RawApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly k8s.Kubernetes _client;

    public RawApi(KubernetesClientConfiguration configuration)
    {
        _client = new k8s.Kubernetes(configuration);
        Http = _client.HttpClient;
        if (configuration.AccessToken is { Length: > 0 } token)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Http.BaseAddress = new Uri(configuration.Host);
        Http.Timeout = TimeSpan.FromSeconds(60);
    }

    /// <summary>With address, credentials and trust.</summary>
    public HttpClient Http { get; }

    public Task<RawResponse> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken: cancellationToken);

    public Task<RawResponse> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body.ToJsonString(), cancellationToken: cancellationToken);

    public Task<RawResponse> PutAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, body.ToJsonString(), cancellationToken: cancellationToken);

    /// <summary>A JSON merge patch.</summary>
    public Task<RawResponse> MergeAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, path, body.ToJsonString(), "application/merge-patch+json", cancellationToken);

    /// <param name="path">With the DeleteOptions as query parameters.</param>
    public Task<RawResponse> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, path, null, cancellationToken: cancellationToken);

    public async Task<RawResponse> SendAsync(HttpMethod method, string path, string? body,
        string contentType = "application/json", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        using var response = await Http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.ToArray() : [];
        // What is no resource, such as a group that is not served, is answered with plain text.
        var parsed = text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : new JsonObject { ["message"] = text };
        return new RawResponse((int)response.StatusCode, parsed, warnings);
    }

    /// <summary>Asks again until the answer is as wanted, for at most a minute.</summary>
    /// <exception cref="TimeoutException">With the last answer.</exception>
    public static async Task<RawResponse> UntilAsync(
        Func<Task<RawResponse>> ask, Predicate<RawResponse> condition, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (condition(answer))
                return answer;
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"the last of all answers was {answer.Code}: {answer.Body.ToJsonString()}");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();
}
