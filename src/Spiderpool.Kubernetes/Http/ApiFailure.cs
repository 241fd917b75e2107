using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;

namespace Spiderpool.Kubernetes.Http;

/// <summary>Turns every way in which a call can fail into a <see cref="KubernetesApiException"/>.</summary>
internal static class ApiFailure
{
    private const int MaxMessage = 1024;

    /// <summary>The server answered, and not with success.</summary>
    public static async ValueTask<KubernetesApiException> FromResponseAsync(
        ApiCall call, HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        using var body = await ObjectReader.BufferAsync(response, cancellationToken);
        return FromStatus(call, response.StatusCode, ParseStatus(body.Written), RetryAfter(response, time));
    }

    public static KubernetesApiException FromStatus(
        ApiCall call, HttpStatusCode code, StatusBody? status, TimeSpan? retryAfter)
    {
        var said = OneLine(status?.Message ?? "no explanation");
        var hint = code switch
        {
            HttpStatusCode.Unauthorized => "; check the token or client certificate",
            HttpStatusCode.Forbidden => "; grant it in the ClusterRole",
            _ => "",
        };
        return new KubernetesApiException($"{call}: {(int)code} {status?.Reason ?? code.ToString()}: {said}{hint}")
        {
            StatusCode = code,
            Reason = status?.Reason,
            RetryAfter = retryAfter
                ?? (status?.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null),
            // A 5xx may come from a proxy, or from the API server when etcd did not answer it in time.
            MayHaveBeenApplied = call.IsWrite && code >= HttpStatusCode.InternalServerError && code != HttpStatusCode.NotImplemented,
        };
    }

    public static KubernetesApiException Timeout(ApiCall call, Uri server, TimeSpan deadline, bool mayHaveBeenApplied) =>
        new($"{call}: {server} did not answer within {Seconds(deadline)}", new TimeoutException())
        {
            MayHaveBeenApplied = mayHaveBeenApplied,
        };

    /// <summary>
    /// No answer, or not all of it, or no token to ask with. <paramref name="status"/> is that of the answer when its head had come.
    /// </summary>
    public static KubernetesApiException FromTransport(ApiCall call, Uri server, Exception cause, HttpStatusCode? status)
    {
        if (cause is JsonException or BufferLimitException)
        {
            return new KubernetesApiException($"{call}: unusable answer of {server}: {OneLine(cause.Message)}", cause)
            {
                StatusCode = status ?? 0,
                Reason = "InvalidAnswer",
                MayHaveBeenApplied = call.IsWrite,
            };
        }

        if (cause is KubernetesConfigurationException)
            return new KubernetesApiException($"{call}: {OneLine(cause.Message)}", cause);

        var neverSent = cause is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
        return new KubernetesApiException(
            $"{call}: {(neverSent ? "cannot connect to" : "connection lost to")} {server}: {OneLine(RootMessage(cause))}", cause)
        {
            MayHaveBeenApplied = call.IsWrite && !neverSent,
        };
    }

    public static bool IsTransport(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or AuthenticationException or JsonException
            or KubernetesConfigurationException;

    private static string RootMessage(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message;
    }

    private static StatusBody? ParseStatus(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.StatusBody);
        }
        catch (JsonException)
        {
            // Proxies and some handlers (429, /readyz) answer in plain text, which is the explanation then.
            var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxMessage)]).Trim();
            return text.Length == 0 ? null : new StatusBody { Message = text };
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        if (response.Headers.RetryAfter is not { } header)
            return null;
        var wait = header.Delta ?? header.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxMessage ? line : string.Concat(line.AsSpan(0, MaxMessage), "...");
    }

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
