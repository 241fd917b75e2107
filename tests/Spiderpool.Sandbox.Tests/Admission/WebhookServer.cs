using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spiderpool.Sandbox.ApiServer.Http;

namespace Spiderpool.Sandbox.Tests.Admission;

/// <summary>An HTTPS server with webhooks, one on each path.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<JsonObject, JsonObject>> _webhooks = new();
    private readonly ConcurrentQueue<JsonObject> _requests = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ServingCertificate _certificate = new(["127.0.0.1", "hook.tests.svc"]);
    private KestrelEndpoint _endpoint = null!;

    public int Port => _endpoint.Port;

    public string CaBundle => Convert.ToBase64String(Encoding.ASCII.GetBytes(_certificate.AuthorityPem));

    /// <summary>The <c>request</c> parts of all reviews so far, except those of the path /probe.</summary>
    public IReadOnlyList<JsonObject> Requests => [.. _requests];

    /// <summary>Whether /probe was asked.</summary>
    public bool IsProbed { get; private set; }

    public static async Task<WebhookServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new WebhookServer();
        server._endpoint = await KestrelEndpoint.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), server._certificate, server.HandleAsync, cancellationToken);
        return server;
    }

    public string Url(string path) => $"https://127.0.0.1:{Port}{path}";

    /// <param name="answer">Makes the <c>response</c> from the <c>request</c>; its uid is filled in unless it has one.</param>
    public void On(string path, Func<JsonObject, JsonObject> answer) => _webhooks[path] = answer;

    /// <summary>A response that allows with a JSON patch.</summary>
    public static JsonObject Patch(string operations) => new()
    {
        ["allowed"] = true,
        ["patchType"] = "JSONPatch",
        ["patch"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(operations)),
    };

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _endpoint.DisposeAsync();
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/hang")
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var request = JsonNode.Parse(await reader.ReadToEndAsync(context.RequestAborted))!["request"]!.AsObject();
        if (path == "/probe")
            IsProbed = true;
        else
            _requests.Enqueue(request);
        var response = _webhooks.TryGetValue(path, out var answer) ? answer(request) : new JsonObject { ["allowed"] = true };
        response.TryAdd("uid", request["uid"]!.GetValue<string>());
        var review = new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(review.ToJsonString(), context.RequestAborted);
    }
}
