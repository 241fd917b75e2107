using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Agent.Release;
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
    SandboxMemory sandboxes, AllocationOptions options, TimeProvider time)
{
    /// <exception cref="ReasonException">Nothing is allocated, or what is will be found by the next try.</exception>
    public async Task<IpamAddResponse> AllocateAsync(IpamAddArgs args, CancellationToken cancellationToken)
    {
        using var turn = await locks.AcquireAsync($"{args.PodNamespace}/{args.PodName}", cancellationToken);
        var pod = await FindPodAsync(args, cancellationToken);
        if (!sandboxes.HasEnded(args.ContainerID)) sandboxes.Begin(pod.Uid, args.ContainerID);
        if (pod.Machine is { } machine) sandboxes.Runs(pod.Uid, machine);
        var present = await FindEndpointAsync(pod, cancellationToken);
        RequireOfKind(pod, present);
        var kept = await KeepAsync(pod, present, cancellationToken);
        if (kept is not null) return await AnswerAsync(pod, await RecordAsync(pod, present, kept, cancellationToken), cancellationToken);
        var selection = Select(pod, await NamespaceAsync(pod, cancellationToken));
        if (selection.Failure is { } failure) throw failure;
        if (selection.Interfaces[0].IsUnnamed && sandboxes.HasEnded(args.ContainerID))
        {
            throw new ReasonException(Reason.NetworkNamespaceUnavailable,
                $"sandbox {Excerpt(args.ContainerID)} of pod {pod.Key} is gone: the items of {AnnotationKeys.IPPools}, which name no "
                + "interface, are for the next sandbox");
        }
        // Those that other interfaces have stay as they are, whatever the rules say now.
        var (ifName, selected, held) = (pod.Args.IfName, selection.Interfaces, present?.Status?.Current.Ips ?? []);
        var names = InterfaceItems.Names(selected, held, ifName);
        var others = InterfaceItems.Held(selected, names, held, ifName);
        var grants = await GrantAllAsync(
            pod, selection.Source, [.. selected.Where((_, i) => others[i] is null)], cancellationToken);
        var items = InterfaceAllocations.Of(selection, names, others, grants);
        await DropStrayRecordsAsync(pod, grants, cancellationToken);
        try
        {
            return await AnswerAsync(pod, await RecordAsync(pod, present, items, cancellationToken), cancellationToken);
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
                : $"pod {args.PodNamespace}/{args.PodName} has UID {pod.Metadata.Uid}, "
                    + $"the sandbox was made for {Excerpt(args.PodUID)}");
        }
        if (!EndpointRules.IsAlive(pod) || sandboxes.HasEnded(pod.Metadata.Uid!))
        {
            var state = pod.Metadata.IsTerminating ? "terminating"
                : EndpointRules.IsAlive(pod) ? "gone" : $"in phase {pod.Status?.Phase}";
            throw new ReasonException(Reason.PodNotAlive, $"pod {pod.Key} is {state} and gets no address");
        }
        var controller = await cluster.FindTopControllerAsync(pod, cancellationToken);
        return new PodContext(args, pod, controller, options.EnableStatefulSet && EndpointRules.IsStatefulSet(controller),
            options.EnableKubevirtStaticIP ? VirtualMachine.NameOf(pod) : null);
    }

    /// <summary>
    /// The pod's endpoint: from the cache if that accounts for each record of the pod, which it may not do for a moment after
    /// the agent's start. That of a static pod's former incarnation may come from another node, so it is read.
    /// </summary>
    private async Task<SpiderEndpoint?> FindEndpointAsync(PodContext pod, CancellationToken cancellationToken)
    {
        var cached = endpoints.Cached(pod.Namespace, pod.Name);
        var own = cached?.Status?.Current is { } current && current.Uid == pod.Uid ? current : null;
        var known = (own?.Ips ?? []).SelectMany(Recorded).ToHashSet();
        var isAccounted = HeldRecords(pod.Uid).All(record => known.Contains((record.Pool, record.Address)));
        if (own is not null && isAccounted) return cached;
        if (isAccounted && !pod.IsStatic) return null;
        var read = await endpoints.ReadAsync(pod.Namespace, pod.Name, cancellationToken);
        return pod.IsStatic || read?.Status?.Current.Uid == pod.Uid ? read : null;
    }

    private async Task<IpamAddResponse> AnswerAsync(PodContext pod, SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var probes = options.EnableIPConflictDetection && !await IsMigratedToAsync(pod, cancellationToken);
        return ResponseBuilder.Build(endpoint, options with { EnableIPConflictDetection = probes });
    }

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
        var node = cluster.Node.Metadata.Name!;
        var content = new EndpointContent(pod.Pod, pod.Controller, node, pod.Args.ContainerID, pod.IsStatic)
        {
            Name = pod.Name,
            IsLate = sandboxes.HasEnded(pod.Args.ContainerID),
        };
        var stored = await writer.ApplyAsync(
            pod.Namespace, pod.Name, present,
            async basis =>
            {
                RequireOfKind(pod, basis);
                // One of another pod, which appeared meanwhile, may be that of a successor.
                var isOfOther = basis?.Status?.Current.Uid is { } uid && uid != pod.Uid;
                if (isOfOther && !ReferenceEquals(basis, present)) await RequirePresentAsync(pod, cancellationToken);
                return content.With(basis, held);
            },
            cancellationToken);
        return stored!;
    }

    private static string Excerpt(string text) => Addressing.Excerpt.Of(text);
}
