using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.ControllerApi;
using Spiderpool.Controller.Leadership;
using Spiderpool.Controller.Reclaim;

namespace Spiderpool.Controller.Http;

/// <summary>What administrators ask of the controller (spec/components.md 2, docs/reference/controller-api.md).</summary>
internal sealed partial class ControllerApi(
    ReclaimTask reclaim, AddressBook addresses, ClusterSummary summary, AccessReviewer access, LeaderService leader,
    TimeProvider time, ILogger<ControllerApi> log)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ControllerPaths.GcIps, context => AnswerAsync(context, isWrite: !IsDryRun(context), ReclaimAsync));
        routes.MapGet(ControllerPaths.Status, context => AnswerAsync(context, isWrite: false, StatusAsync));
        routes.MapGet(ControllerPaths.Ip, context => AnswerAsync(context, isWrite: false, ShowAsync));
        routes.MapPut(ControllerPaths.Ip, context => AnswerAsync(context, isWrite: true, AssignAsync));
        routes.MapDelete(ControllerPaths.Ip, context => AnswerAsync(context, isWrite: true, ReleaseAsync));
    }

    private async Task ReclaimAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var isDryRun = IsDryRun(context);
        if (!isDryRun) RequireLeader();
        var report = await reclaim.ScanAllAsync(isDryRun, cancellationToken);
        await WriteAsync(context, report.ToWire(isDryRun), ApiJson.Default.GcReport);
    }

    private Task StatusAsync(HttpContext context, CancellationToken cancellationToken) =>
        WriteAsync(context, summary.Describe(reclaim.LastScan), ApiJson.Default.ControllerStatus);

    private async Task ShowAsync(HttpContext context, CancellationToken cancellationToken) =>
        await WriteAsync(context, await addresses.FindAsync(AddressOf(context), cancellationToken), ApiJson.Default.AddressReport);

    private async Task AssignAsync(HttpContext context, CancellationToken cancellationToken)
    {
        RequireLeader();
        var assignment = await ReadAsync(context.Request, ApiJson.Default.AddressAssignment, cancellationToken);
        var report = await addresses.AssignAsync(assignment, cancellationToken);
        await WriteAsync(context, report, ApiJson.Default.AddressReport);
    }

    private async Task ReleaseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        RequireLeader();
        var address = AddressOf(context);
        var report = await reclaim.ScanAsync(address, IsSet(context, "force"), dryRun: false, cancellationToken);
        if (report.Findings is not [var first, ..])
        {
            throw report.Failures is [var failure, ..]
                ? new ReasonException(Reason.ApiServerUnavailable, failure)
                : new ReasonException(Reason.NotFound, $"no pool has a record of address {address}");
        }
        if (report.Released == 0)
        {
            throw first.Failure is { } failure
                ? new ReasonException(Reason.ApiServerUnavailable, failure)
                : new ReasonException(first.Decision.Reason, first.Decision.Explanation);
        }
        await WriteAsync(context, report.ToWire(isDryRun: false), ApiJson.Default.GcReport);
    }

    private void RequireLeader()
    {
        if (!leader.IsLeader)
            throw new ReasonException(Reason.NotLeader, $"replica \"{leader.Leader ?? "of no name yet"}\" leads; ask it");
    }

    private static Address AddressOf(HttpContext context)
    {
        var text = context.Request.Query["ip"].ToString();
        return Address.TryParse(text, out var address)
            ? address
            : throw new ReasonException(Reason.BadRequest, $"query parameter ip \"{Excerpt.Of(text)}\" is not an address (?ip=10.6.0.5)");
    }

    private static bool IsDryRun(HttpContext context) => IsSet(context, "dryRun");

    /// <summary><c>All</c> is what kubectl says for a dry run.</summary>
    private static bool IsSet(HttpContext context, string parameter) =>
        context.Request.Query[parameter].ToString() is "true" or "1" or "All";
}
