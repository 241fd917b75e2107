using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.ControllerApi;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Http;

internal sealed partial class ControllerApi
{
    /// <summary>A scan of some ten thousand records that are all suspects takes this long on a slow API server.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Access, deadline and errors of one request. An error is a Kubernetes Status.</summary>
    private async Task AnswerAsync(HttpContext context, bool isWrite, Func<HttpContext, CancellationToken, Task> handle)
    {
        using var timeout = new CancellationTokenSource(Deadline, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        var failure = await FailureOfAsync(context, isWrite, handle, deadline.Token);
        if (failure is null || context.RequestAborted.IsCancellationRequested) return;
        Log.Failed(log, context.Request.Method, context.Request.Path, failure.Message);
        // A half-sent answer cannot become an error any more; without its end the caller knows.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = StatusOf(failure.Reason);
        var status = new Status { Message = failure.Message, Reason = failure.Reason.Name, Code = context.Response.StatusCode };
        await WriteAsync(context, status, ApiJson.Default.Status);
    }

    private async Task<ReasonException?> FailureOfAsync(
        HttpContext context, bool isWrite, Func<HttpContext, CancellationToken, Task> handle, CancellationToken deadline)
    {
        try
        {
            if (!IsPrivate(context))
            {
                return new ReasonException(Reason.Forbidden, "bearer tokens are taken over HTTPS only (the port of the webhooks)");
            }
            var user = await access.ReviewAsync(context.Request.Headers.Authorization, isWrite, deadline);
            if (isWrite) Log.Asked(log, user, context.Request.Method, context.Request.Path, context.Request.QueryString);
            await handle(context, deadline);
            return null;
        }
        catch (ReasonException e)
        {
            return e;
        }
        catch (KubernetesApiException e)
        {
            return new ReasonException(Reason.ApiServerUnavailable, e.Message, e);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            return new ReasonException(Reason.DeadlineExceeded,
                $"{context.Request.Method} {context.Request.Path} was not done within {Deadline.TotalSeconds} s", e);
        }
        catch (OperationCanceledException e)
        {
            return new ReasonException(Reason.NotLeader, "the leadership ended while the request was worked on", e);
        }
        catch (Exception e)
        {
            Log.Fault(log, e, context.Request.Method, context.Request.Path);
            return new ReasonException(Reason.Internal,
                $"{context.Request.Method} {context.Request.Path}: {e.GetType().Name}: {Excerpt.Of(e.Message)}", e);
        }
    }

    /// <summary>Nobody else reads along: TLS, or a peer on this machine.</summary>
    private static bool IsPrivate(HttpContext context) =>
        context.Request.IsHttps || context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer);

    private static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = ControllerPaths.MaxBodyBytes;
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken)
                ?? throw new ReasonException(Reason.BadRequest, "the body is null, it must be a JSON object");
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            throw new ReasonException(Reason.BadRequest,
                $"{request.Method} {request.Path}: the body is not the JSON object of this request: {Excerpt.Of(e.Message)}", e);
        }
    }

    private static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static int StatusOf(Reason reason)
    {
        if (reason == Reason.BadRequest) return StatusCodes.Status400BadRequest;
        if (reason == Reason.Unauthenticated) return StatusCodes.Status401Unauthorized;
        if (reason == Reason.Forbidden) return StatusCodes.Status403Forbidden;
        if (reason == Reason.NotFound || reason == Reason.PodNotFound || reason == Reason.PoolNotFound)
            return StatusCodes.Status404NotFound;
        if (reason == Reason.NotLeader || reason == Reason.ApiServerUnavailable) return StatusCodes.Status503ServiceUnavailable;
        if (reason == Reason.DeadlineExceeded) return StatusCodes.Status504GatewayTimeout;
        if (reason == Reason.Internal) return StatusCodes.Status500InternalServerError;
        return StatusCodes.Status409Conflict;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{User} asks for {Method} {Path}{Query}")]
        public static partial void Asked(ILogger logger, string user, string method, PathString path, QueryString query);

        [LoggerMessage(Level = LogLevel.Error, Message = "A fault in {Method} {Path}")]
        public static partial void Fault(ILogger logger, Exception exception, string method, PathString path);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} failed: {Failure}")]
        public static partial void Failed(ILogger logger, string method, string path, string failure);
    }
}
