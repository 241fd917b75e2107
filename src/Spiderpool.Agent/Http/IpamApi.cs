using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Configuration;
using Spiderpool.Agent.Coordinators;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Agent.Metrics;
using Spiderpool.Agent.Networks;
using Spiderpool.Agent.Release;
using Spiderpool.Agent.Subnets;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Agent.Http;

/// <summary>The API on the unix socket (spec/ipam.md 2): same paths, bodies and codes as the original.</summary>
internal sealed partial class IpamApi(
    AutomaticPoolAllocator allocator, Releaser releaser, IClusterView cluster, IEndpointStore endpoints, CoordinatorConfigs coordinators,
    PodNetworkReader networks, NetworkStatusWriter networkStatus, Readiness readiness, AgentMetrics metrics, AgentOptions options,
    TimeProvider time, ILogger<IpamApi> log)
{
    private const int ReleaseDisabled = 521, StatefulWorkload = 522;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AgentPaths.Healthy, context => AnswerAsync(context, Operation.Other, HealthyAsync));
        routes.MapPost(AgentPaths.Ip, context => AnswerAsync(context, Operation.Allocate, AllocateAsync));
        routes.MapDelete(AgentPaths.Ip, context => AnswerAsync(context, Operation.Release, ReleaseAsync));
        routes.MapPost(AgentPaths.Ips, context => AnswerAsync(context, Operation.Other, (_, _) => Task.CompletedTask));
        routes.MapDelete(AgentPaths.Ips, context => AnswerAsync(context, Operation.Release, ReleaseConflictingAsync));
        routes.MapPost(AgentPaths.Gc, context => AnswerAsync(context, Operation.Other, SweepAsync));
        routes.MapPost(AgentPaths.PodNetworks, context => AnswerAsync(context, Operation.Other, PodNetworksAsync));
        routes.MapPost(AgentPaths.NetworkStatus, context => AnswerAsync(context, Operation.Other, NetworkStatusAsync));
        routes.MapGet(AgentPaths.WorkloadEndpoint, context => AnswerAsync(context, Operation.Other, WorkloadEndpointAsync));
        routes.MapGet(AgentPaths.CoordinatorConfig, context => AnswerAsync(context, Operation.Other, CoordinatorConfigAsync));
    }

    private Task HealthyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        return Task.CompletedTask;
    }

    private async Task AllocateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        var args = await JsonBody.ReadAsync(context.Request, ApiJson.Default.IpamAddArgs, cancellationToken);
        Require(args.ContainerID, "containerID");
        Require(args.IfName, "ifName");
        RequirePod(args.PodNamespace, args.PodName);
        var response = await allocator.AllocateAsync(args, cancellationToken);
        Log.Allocated(log, args.PodNamespace, args.PodName, args.IfName, string.Join(",", response.Ips.Select(ip => ip.Address)));
        await JsonBody.WriteAsync(context.Response, StatusCodes.Status200OK, response, ApiJson.Default.IpamAddResponse);
    }

    private async Task ReleaseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        var args = await JsonBody.ReadAsync(context.Request, ApiJson.Default.IpamDelArgs, cancellationToken);
        RequirePod(args.PodNamespace, args.PodName);
        var outcome = await releaser.ReleaseAsync(args, cancellationToken);
        Log.Released(log, args.PodNamespace, args.PodName, args.IfName, outcome);
    }

    private async Task ReleaseConflictingAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        var args = await JsonBody.ReadAsync(context.Request, ApiJson.Default.IpamDelArgs, cancellationToken);
        RequirePod(args.PodNamespace, args.PodName);
        await releaser.ReleaseConflictingAsync(args, cancellationToken);
        Log.ConflictReleased(log, args.PodNamespace, args.PodName);
    }

    private async Task SweepAsync(HttpContext context, CancellationToken cancellationToken)
    {
        readiness.ThrowIfNotReady();
        var args = await JsonBody.ReadAsync(context.Request, ApiJson.Default.IpamGcArgs, cancellationToken);
        var released = await releaser.SweepAsync(args, cancellationToken);
        Log.Swept(log, released.Count);
        await JsonBody.WriteAsync(
            context.Response, StatusCodes.Status200OK, new IpamGcResponse { Released = released }, ApiJson.Default.IpamGcResponse);
    }

    private async Task WorkloadEndpointAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var ns = context.Request.Query["podNamespace"].ToString();
        var name = context.Request.Query["podName"].ToString();
        RequirePod(ns, name);
        var endpoint = endpoints.Cached(ns, name) ?? await endpoints.ReadAsync(ns, name, cancellationToken)
            ?? await EndpointOfMachineAsync(ns, name, cancellationToken)
            ?? throw new ReasonException(Reason.NotFound, $"pod {ns}/{name} has no SpiderEndpoint");
        await JsonBody.WriteAsync(context.Response, StatusCodes.Status200OK,
            WorkloadEndpoints.Describe(endpoint), ApiJson.Default.WorkloadEndpointStatus);
    }

    /// <summary>The endpoint of the virtual machine that runs in the pod.</summary>
    private async Task<SpiderEndpoint?> EndpointOfMachineAsync(string ns, string podName, CancellationToken cancellationToken)
    {
        var pod = await cluster.ReadPodAsync(ns, podName, cancellationToken);
        var machine = pod is null ? null : VirtualMachine.NameOf(pod);
        return machine is null ? null : await endpoints.ReadAsync(ns, machine, cancellationToken);
    }

    private static void RequirePod(string ns, string name)
    {
        Require(ns, "podNamespace");
        Require(name, "podName");
    }

    private static void Require(string value, string key)
    {
        if (value.Length == 0) throw new ReasonException(Reason.BadRequest, $"\"{key}\" is required and absent or empty");
    }
}
