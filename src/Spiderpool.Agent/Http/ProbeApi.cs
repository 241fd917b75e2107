using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Http;

/// <summary>The kubelet's probes on TCP (spec/components.md 2): 200, or 500 while the agent cannot allocate.</summary>
internal sealed class ProbeApi(Readiness readiness)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AgentPaths.Startup, AnswerAsync);
        routes.MapGet(AgentPaths.Readiness, AnswerAsync);
        // Alive is whoever answers: a restart does not bring the API server back.
        routes.MapGet(AgentPaths.Liveness, _ => Task.CompletedTask);
    }

    private Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }
}
