using Microsoft.AspNetCore.Http;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Http;

internal sealed partial class IpamApi
{
    /// <summary>A request without body, or whose body names no pod, asks for the cluster's settings.</summary>
    private async Task CoordinatorConfigAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var args = context.Request.ContentLength is null or 0
            ? new GetCoordinatorArgs()
            : await JsonBody.ReadAsync(context.Request, ApiJson.Default.GetCoordinatorArgs, cancellationToken);
        var config = await coordinators.OfAsync(args, cancellationToken);
        await JsonBody.WriteAsync(context.Response, StatusCodes.Status200OK, config, ApiJson.Default.CoordinatorConfig);
    }
}
