using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Agent.Release;

public sealed partial class Releaser
{
    /// <summary>
    /// The network already has these addresses: a stateless pod gives them back, so that its next try gets others.
    /// </summary>
    /// <exception cref="ReasonException">
    /// <see cref="Reason.ReleaseDisabled"/> or <see cref="Reason.StatefulWorkload"/> when they must stay.
    /// </exception>
    public async Task ReleaseConflictingAsync(IpamDelArgs args, CancellationToken cancellationToken)
    {
        if (!options.ReleaseConflictIPs)
        {
            throw new ReasonException(Reason.ReleaseDisabled,
                $"addresses of pod {args.PodNamespace}/{args.PodName} stay: SPIDERPOOL_ENABLED_RELEASE_CONFLICT_IPS is false");
        }
        using var turn = await locks.AcquireAsync($"{args.PodNamespace}/{args.PodName}", cancellationToken);
        var pod = await cluster.FindPodAsync(args.PodNamespace, args.PodName, args.PodUID, cancellationToken);
        var name = EndpointName(args.PodNamespace, args.PodName, args.PodUID.Length > 0 ? args.PodUID : pod?.Metadata.Uid ?? "", pod);
        var endpoint = await endpoints.ReadAsync(args.PodNamespace, name, cancellationToken);
        if (endpoint?.Status?.Current is not { } current || !IsHeldBy(endpoint, args)) return;
        if (EndpointRules.IsStatic(endpoint) && IsEnabledFor(endpoint))
        {
            throw new ReasonException(Reason.StatefulWorkload,
                $"forbid releasing IPs for stateful workload: pod {endpoint.Key} of {endpoint.Status.OwnerControllerType} "
                + endpoint.Status.OwnerControllerName);
        }
        var pools = PoolsOf(current).Distinct().ToList();
        // The endpoint first: should we die in between, the next ADD takes what is left, and the plugin checks that anew.
        await writer.ApplyAsync(
            args.PodNamespace, name, endpoint,
            present => ValueTask.FromResult(present is not null && IsHeldBy(present, args) ? Emptied(present) : present),
            cancellationToken);
        await ReleaseFromAsync(pools, new LedgerRequest.Release(current.Uid, Nic: null), cancellationToken);
    }

    /// <summary>Whether the endpoint is that of the sandbox that asks, and not of a later one.</summary>
    private static bool IsHeldBy(SpiderEndpoint endpoint, IpamDelArgs args) =>
        endpoint.Status?.Current is { } current
        && (args.PodUID.Length == 0 || current.Uid == args.PodUID)
        && (args.ContainerID.Length == 0 || current.SandboxID is not { Length: > 0 } sandbox || sandbox == args.ContainerID);

    private static SpiderEndpoint Emptied(SpiderEndpoint endpoint) => endpoint.Status!.Current.Ips.Count == 0
        ? endpoint
        : endpoint with { Status = endpoint.Status with { Current = endpoint.Status.Current with { Ips = [] } } };
}
