using System.Net;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes;

public sealed partial class KubernetesClient
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromMilliseconds(50);

    private Task<T> SendAsync<T>(ApiCall call, RequestBody? body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(call, body, (response, ct) => ObjectReader.ReadAsync(response, type, ct), cancellationToken);

    /// <summary>One call with its deadline; what the server refused without doing anything is tried again within it.</summary>
    private async Task<TResult> SendAsync<TResult>(
        ApiCall call, RequestBody? body, Func<HttpResponseMessage, CancellationToken, ValueTask<TResult>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var response = await AnswerAsync(call, body, linked.Token, cancellationToken);
        try
        {
            return await read(response, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ApiFailure.Timeout(call, Server, _options.RequestTimeout, call.IsWrite);
        }
        catch (Exception e) when (ApiFailure.IsTransport(e))
        {
            throw ApiFailure.FromTransport(call, Server, e, response.StatusCode);
        }
    }

    /// <returns>The head of a successful answer; its body is still to be read.</returns>
    private async Task<HttpResponseMessage> AnswerAsync(
        ApiCall call, RequestBody? body, CancellationToken linked, CancellationToken caller)
    {
        var (started, sent, path) = (_time.GetTimestamp(), false, call.PathAndQuery());
        try
        {
            for (var refreshed = false; ;)
            {
                var token = _tokens.Current();
                using var message = NewMessage(call.Method, path, call.Accept, token);
                message.Content = body is null ? null : new PooledContent(body);
                sent = true;
                var response = await _invoker.SendAsync(message, linked);
                if (response.IsSuccessStatusCode)
                    return response;
                using (response)
                {
                    var failure = await ApiFailure.FromResponseAsync(call, response, _time, linked);
                    sent = failure.MayHaveBeenApplied;
                    if (response.StatusCode == HttpStatusCode.Unauthorized && !refreshed && _tokens.Refresh(token))
                    {
                        refreshed = true;
                        continue;
                    }

                    if (RetryDelay(failure, _time.GetElapsedTime(started)) is not { } delay)
                        throw failure;
                    await Task.Delay(delay, _time, linked);
                }
            }
        }
        // Also when it is not the deadline: the connection pool has a time limit of its own.
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw ApiFailure.Timeout(call, Server, _options.RequestTimeout, call.IsWrite && sent);
        }
        catch (Exception e) when (ApiFailure.IsTransport(e))
        {
            throw ApiFailure.FromTransport(call, Server, e, null);
        }
    }

    /// <summary>Only a 429 says that nothing was done; without Retry-After, or past the deadline, the caller decides.</summary>
    private TimeSpan? RetryDelay(KubernetesApiException failure, TimeSpan elapsed)
    {
        if (failure is not { StatusCode: HttpStatusCode.TooManyRequests, RetryAfter: { } wait })
            return null;
        var delay = wait > ShortestRetry ? wait : ShortestRetry;
        return elapsed + delay < _options.RequestTimeout ? delay : null;
    }

    private HttpRequestMessage NewMessage(HttpMethod method, string pathAndQuery, string accept, string? token)
    {
        var isHttps = Server.Scheme == Uri.UriSchemeHttps;
        var message = new HttpRequestMessage(method, new Uri(_root + pathAndQuery))
        {
            Version = isHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", accept);
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (token is not null)
            message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        // The TLS layer takes the name to send and to check from here.
        if (_options.TlsServerName is { } name)
            message.Headers.Host = name;
        return message;
    }
}
