using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Spiderpool.Controller.Http;

/// <summary>The kubelet's probes (spec/components.md 2).</summary>
internal sealed class ProbeApi(Readiness readiness)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/runtime/startup", context => AnswerAsync(context, readiness.IsStarted));
        routes.MapGet("/v1/runtime/readiness", context => AnswerAsync(context, readiness.IsReady));
        // Alive is whoever answers: a restart does not bring the API server back.
        routes.MapGet("/v1/runtime/liveness", context => AnswerAsync(context, true));
    }

    private static Task AnswerAsync(HttpContext context, bool isWell)
    {
        context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }
}
