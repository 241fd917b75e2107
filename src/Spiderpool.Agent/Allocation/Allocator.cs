using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

/// <summary>
/// ADD (spec/ipam.md 4): finds the pod, keeps what it already has, else selects pools, takes one address per family
/// and interface, all or nothing, and records the result in the pod's SpiderEndpoint before it answers.
/// </summary>
public sealed partial class Allocator(
    IClusterView cluster, IEndpointStore endpoints, EndpointWriter writer, PoolCommitters committers, PodLocks locks,
    AllocationOptions options, TimeProvider time)
{
    /// <exception cref="ReasonException">Nothing is allocated, or what is will be found by the next try.</exception>
    public async Task<IpamAddResponse> AllocateAsync(IpamAddArgs args, CancellationToken cancellationToken)
    {
        using var turn = await locks.AcquireAsync($"{args.PodNamespace}/{args.PodName}", cancellationToken);
        var pod = await FindPodAsync(args, cancellationToken);
        var present = await FindEndpointAsync(pod, cancellationToken);
        if (await KeepAsync(pod, present, cancellationToken) is { } kept)
        {
            return ResponseBuilder.Build(await RecordAsync(pod, present, kept, cancellationToken), options);
        }
        var selection = Select(pod, await NamespaceAsync(pod, cancellationToken));
        if (selection.Failure is { } failure) throw failure;
        var grants = await GrantAllAsync(pod, selection, cancellationToken);
        var items = InterfaceAllocations.Of(selection, grants, pod.Args.IfName);
        await DropStrayRecordsAsync(pod, grants, cancellationToken);
        try
        {
            return ResponseBuilder.Build(await RecordAsync(pod, present, items, cancellationToken), options);
        }
        catch (ReasonException e) when (e.Reason != Reason.ApiServerUnavailable)
        {
            // Refused for good. After a mere silence the endpoint may be stored, so its addresses stay for the next try.
            await GiveBackAsync(pod, grants.Select(grant => grant.Grant));
            throw;
        }
    }

    private async Task<PodContext> FindPodAsync(IpamAddArgs args, CancellationToken cancellationToken)
    {
        var pod = await cluster.FindPodAsync(args.PodNamespace, args.PodName, args.PodUID, cancellationToken);
        if (pod is null || (args.PodUID.Length > 0 && pod.Metadata.Uid != args.PodUID))
        {
            throw new ReasonException(Reason.PodNotFound, pod is null
                ? $"pod {args.PodNamespace}/{args.PodName} does not exist"
                : $"pod {args.PodNamespace}/{args.PodName} has UID {pod.Metadata.Uid}, the sandbox was made for {Excerpt(args.PodUID)}");
        }
        if (!EndpointRules.IsAlive(pod))
        {
            throw new ReasonException(Reason.PodNotAlive, $"pod {pod.Key} is "
                + (pod.Metadata.IsTerminating ? "terminating" : $"in phase {pod.Status?.Phase}") + " and gets no address");
        }
        var controller = await cluster.FindTopControllerAsync(pod, cancellationToken);
        return new PodContext(args, pod, controller, options.EnableStatefulSet && EndpointRules.IsStatefulSet(controller));
    }

    /// <summary>
    /// The cache holds what this node wrote. A static pod's endpoint may come from another node, so that one is read.
    /// </summary>
    private async Task<SpiderEndpoint?> FindEndpointAsync(PodContext pod, CancellationToken cancellationToken) =>
        endpoints.Cached(pod.Namespace, pod.Name) is { } cached && cached.Status?.Current.Uid == pod.Uid
            ? cached
            : pod.IsStatic ? await endpoints.ReadAsync(pod.Namespace, pod.Name, cancellationToken) : null;

    private async Task<Api.Core.Namespace> NamespaceAsync(PodContext pod, CancellationToken cancellationToken) =>
        await cluster.FindNamespaceAsync(pod.Namespace, cancellationToken)
        ?? throw new ReasonException(Reason.NotFound, $"namespace {pod.Namespace} of pod {pod.Key} does not exist");

    private SelectionResult Select(PodContext pod, Api.Core.Namespace ns) => PoolSelector.Select(new SelectionRequest
    {
        IfName = pod.Args.IfName,
        Pod = pod.Pod,
        Namespace = ns,
        Node = cluster.Node,
        Controller = pod.Controller,
        CniIPv4Pools = pod.Args.DefaultIPv4IPPool ?? [],
        CniIPv6Pools = pod.Args.DefaultIPv6IPPool ?? [],
        CleanGateway = pod.Args.CleanGateway,
        Options = options.Selection,
        Pools = cluster.Pools,
    });

    private async Task<SpiderEndpoint> RecordAsync(
        PodContext pod, SpiderEndpoint? present, IReadOnlyList<InterfaceAllocation> held, CancellationToken cancellationToken)
    {
        var content = new EndpointContent(pod.Pod, pod.Controller, cluster.Node.Metadata.Name!, pod.Args.ContainerID, pod.IsStatic);
        return await writer.ApplyAsync(pod.Namespace, pod.Name, present, basis => content.With(basis, held), cancellationToken);
    }

    private static string Excerpt(string text) => Addressing.Excerpt.Of(text);
}
