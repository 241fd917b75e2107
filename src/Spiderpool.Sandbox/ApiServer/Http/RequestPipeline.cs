using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Discovery;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Authentication, faults, routing, errors and metrics: what every request passes.</summary>
internal sealed class RequestPipeline(
    ResourceRegistry registry, ResourceHandler resources, DiscoveryHandler discovery, Authenticator authenticator,
    RbacAuthorizer authorizer, RequestMetrics metrics, TimeProvider time)
{
    /// <summary>Paths that need no token, as the role system:public-info-viewer grants them.</summary>
    private static readonly string[] Public = ["/healthz", "/livez", "/readyz", "/version"];

    public Func<ApiFaultRequest, ApiFault?>? Faults { get; set; }

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var target = RequestTarget.Parse(path);
        var verb = RequestVerb.Of(context.Request, target?.Name ?? "");
        try
        {
            var user = Admit(context, path, verb, target);
            var drop = await InjectAsync(context, verb, target);
            if (drop == ApiFaultDrop.BeforeEffect)
            {
                context.Abort();
                return;
            }

            if (drop == ApiFaultDrop.AfterEffect)
                context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
            await RouteAsync(context, path, target, user);
            if (drop == ApiFaultDrop.AfterEffect)
                context.Abort();
        }
        catch (ApiException error) when (!context.Response.HasStarted)
        {
            await context.WriteErrorAsync(error);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or BadHttpRequestException
            && context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to answer.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await context.WriteErrorAsync(ApiErrors.Internal($"{error.GetType().Name}: {error.Message}"));
        }
        finally
        {
            if (target is not null)
                metrics.Count(MetricVerb(context, verb), target, context.Request.Query.ContainsKey("dryRun"), context.Response.StatusCode);
        }
    }

    private static string MetricVerb(HttpContext context, string verb) =>
        verb == "PATCH" && context.Request.ContentType?.StartsWith("application/apply-patch", StringComparison.Ordinal) == true
            ? "APPLY" : verb;

    /// <summary>Authentication and authorization.</summary>
    private UserInfo Admit(HttpContext context, string path, string verb, RequestTarget? target)
    {
        if (Public.Any(open => path.StartsWith(open, StringComparison.Ordinal)))
            return UserInfo.Admin;
        var user = authenticator.Authenticate(context.Request.Headers);
        var access = target is null ? AccessAttributes.Of(context.Request.Method, path) : AccessAttributes.Of(verb, target);
        return authorizer.Allows(user, access) ? user : throw ApiErrors.Forbidden(access, user.Name);
    }

    private async ValueTask<ApiFaultDrop> InjectAsync(HttpContext context, string verb, RequestTarget? target)
    {
        if (Faults is not { } faults || target is null)
            return ApiFaultDrop.None;
        var fault = faults(new ApiFaultRequest(verb, target.Group, target.Version, target.Plural, target.Namespace, target.Name,
            target.Subresource, context.Request.Headers.UserAgent.ToString()));
        if (fault is null)
            return ApiFaultDrop.None;
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, time, context.RequestAborted);
        if (fault.StatusCode != 0)
            throw new ApiException(fault.StatusCode, fault.StatusCode switch
            {
                409 => "Conflict",
                429 => "TooManyRequests",
                500 => "InternalError",
                503 => "ServiceUnavailable",
                504 => "Timeout",
                _ => "Unknown",
            }, $"injected fault: {fault.StatusCode} for {verb} {target.Plural} {target.Name}");
        return fault.Drop;
    }

    private Task RouteAsync(HttpContext context, string path, RequestTarget? target, UserInfo user)
    {
        if (target is null)
            return discovery.HandleAsync(context, path);
        var resource = registry.Find(target.Group, target.Version, target.Plural) ?? throw ApiErrors.PageNotFound();
        if (!resource.Namespaced && target.Namespace.Length > 0)
            throw ApiErrors.PageNotFound();
        return resources.HandleAsync(new ApiRequest(context, resource, target, user));
    }
}
