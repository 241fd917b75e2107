using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Asks webhooks over HTTPS. Connections are kept for each target.</summary>
/// <param name="resolve">See <see cref="ApiServerOptions.ResolveService"/>.</param>
internal sealed class WebhookClient(Func<string, string, int, EndPoint?>? resolve) : IDisposable
{
    private const int LongestAnswer = 4 * 1024 * 1024;
    private const int KeptTargets = 64;

    private readonly ConcurrentDictionary<WebhookTarget, HttpClient> _clients = new();

    /// <returns>The answer's body.</returns>
    /// <exception cref="WebhookException">With the words of kube-apiserver.</exception>
    public async Task<JsonObject> AskAsync(Webhook webhook, JsonObject question, CancellationToken cancellation)
    {
        var url = new UriBuilder(webhook.Target.Url);
        url.Query = $"{url.Query.TrimStart('?')}{(url.Query.Length > 1 ? "&" : "")}timeout={webhook.Timeout.TotalSeconds}s";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(webhook.Timeout);
        try
        {
            using var content = new ByteArrayContent(JsonText.Serialize(question));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await ClientOf(webhook.Target).PostAsync(url.Uri, content, deadline.Token);
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            if (!response.IsSuccessStatusCode)
                throw new WebhookException(
                    $"failed to call webhook: the server answered {(int)response.StatusCode} {response.ReasonPhrase}");
            return JsonText.ParseObject(body);
        }
        catch (ApiException e)
        {
            throw new WebhookException($"failed to call webhook: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WebhookException($"failed to call webhook: Post \"{url.Uri}\": context deadline exceeded");
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw new WebhookException($"failed to call webhook: Post \"{url.Uri}\": the certificate is not for "
                + $"{url.Host} or not signed by the caBundle");
        }
        catch (HttpRequestException e)
        {
            throw new WebhookException($"failed to call webhook: Post \"{url.Uri}\": {e.InnerException?.Message ?? e.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private HttpClient ClientOf(WebhookTarget target)
    {
        // Clients of targets that are configured no more are left to the garbage collector: a call may be on its way.
        if (_clients.Count > KeptTargets)
            _clients.Clear();
        return _clients.GetOrAdd(target, Create);
    }

    private HttpClient Create(WebhookTarget target)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = target.Authority.Length == 0 ? null : Trust(target.Authority),
            },
        };
        if (target.Service is { } service)
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(service, cancellation);
        return new HttpClient(handler) { MaxResponseContentBufferSize = LongestAnswer, Timeout = Timeout.InfiniteTimeSpan };
    }

    private async ValueTask<Stream> ConnectAsync(WebhookService service, CancellationToken cancellation)
    {
        if (resolve?.Invoke(service.Namespace, service.Name, service.Port) is not { } endpoint)
            throw new HttpRequestException($"no endpoints available for service \"{service.Name}\"");
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream,
            endpoint.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static RemoteCertificateValidationCallback Trust(string authority)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(authority);
        return (_, certificate, _, errors) =>
        {
            if (certificate is not X509Certificate2 given || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
                return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(given);
        };
    }
}
