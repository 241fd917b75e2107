using Microsoft.AspNetCore.Http;
using Spiderpool.Api;

namespace Spiderpool.Agent.Http;

internal sealed partial class IpamApi
{
    private async Task PodNetworksAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        var args = await JsonBody.ReadAsync(context.Request, ApiJson.Default.PodNetworksArgs, cancellationToken);
        RequirePod(args.PodNamespace, args.PodName);
        var answer = await networks.ReadAsync(args, cancellationToken);
        await JsonBody.WriteAsync(context.Response, StatusCodes.Status200OK, answer, ApiJson.Default.PodNetworks);
    }

    private async Task NetworkStatusAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        var args = await JsonBody.ReadAsync(context.Request, ApiJson.Default.NetworkStatusArgs, cancellationToken);
        RequirePod(args.PodNamespace, args.PodName);
        await networkStatus.WriteAsync(args, cancellationToken);
    }
}
