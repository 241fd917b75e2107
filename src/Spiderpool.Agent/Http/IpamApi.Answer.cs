using Microsoft.AspNetCore.Http;
using Spiderpool.Api;

namespace Spiderpool.Agent.Http;

internal sealed partial class IpamApi
{
    private enum Operation
    {
        Other,
        Allocate,
        Release,
    }

    /// <summary>Deadline, metrics and errors of one request. An error is a bare JSON string, as in the original.</summary>
    private async Task AnswerAsync(HttpContext context, Operation operation, Func<HttpContext, CancellationToken, Task> handle)
    {
        var started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        ReasonException? failure = null;
        try
        {
            await handle(context, deadline.Token);
        }
        catch (ReasonException e)
        {
            failure = e;
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            failure = new ReasonException(Reason.DeadlineExceeded,
                $"{context.Request.Method} {context.Request.Path} was not done within {options.RequestTimeout.TotalSeconds} s", e);
        }
        catch (Exception e)
        {
            Log.Fault(log, e, context.Request.Path);
            failure = new ReasonException(Reason.Internal,
                $"{context.Request.Method} {context.Request.Path}: {e.GetType().Name}: {Addressing.Excerpt.Of(e.Message)}", e);
        }
        Count(operation, time.GetElapsedTime(started), failure?.Reason);
        if (failure is null || context.RequestAborted.IsCancellationRequested) return;
        Log.Failed(log, context.Request.Method, context.Request.Path, failure.Message);
        await JsonBody.WriteAsync(context.Response, StatusOf(failure.Reason), failure.Message, ApiJson.Default.String);
    }

    private void Count(Operation operation, TimeSpan duration, Reason? failure)
    {
        switch (operation)
        {
            case Operation.Allocate when failure is null:
                metrics.Allocated(duration);
                break;
            case Operation.Allocate:
                metrics.AllocationFailed(duration, failure);
                break;
            case Operation.Release when failure is null:
                metrics.Released(duration);
                break;
            case Operation.Release:
                metrics.ReleaseFailed(duration, failure);
                break;
        }
    }

    private static int StatusOf(Reason reason)
    {
        if (reason == Reason.BadRequest) return StatusCodes.Status400BadRequest;
        if (reason == Reason.NotFound) return StatusCodes.Status404NotFound;
        if (reason == Reason.ReleaseDisabled) return ReleaseDisabled;
        if (reason == Reason.StatefulWorkload) return StatefulWorkload;
        return StatusCodes.Status500InternalServerError;
    }
}
