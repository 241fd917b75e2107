using Spiderpool.Agent.Allocation;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Agent.Release;

/// <summary>
/// DEL, conflict release and GC (spec/ipam.md 5). An address goes back only when the API server, asked at that moment,
/// no longer has a live pod of the UID, and only what is recorded under that UID goes back.
/// </summary>
public sealed partial class Releaser(
    IClusterView cluster, IEndpointStore endpoints, EndpointWriter writer, PoolCommitters committers, PodLocks locks,
    AllocationOptions options)
{
    /// <summary>DEL: succeeds when nothing is left to free, also when it never was anything.</summary>
    /// <exception cref="ReasonException">Something may be left; the runtime must try again.</exception>
    public async Task<ReleaseOutcome> ReleaseAsync(IpamDelArgs args, CancellationToken cancellationToken)
    {
        using var turn = await locks.AcquireAsync($"{args.PodNamespace}/{args.PodName}", cancellationToken);
        var pod = await cluster.ReadPodAsync(args.PodNamespace, args.PodName, cancellationToken);
        var uid = args.PodUID.Length > 0 ? args.PodUID : pod?.Metadata.Uid ?? "";
        if (uid.Length == 0) return ReleaseOutcome.UnknownPod;
        if (pod?.Metadata.Uid == uid && EndpointRules.IsAlive(pod)) return ReleaseOutcome.PodIsAlive;
        var endpoint = await endpoints.ReadAsync(args.PodNamespace, args.PodName, cancellationToken);
        return await ReleaseDeadAsync(uid, args.ContainerID, endpoint, cancellationToken);
    }

    private async Task<ReleaseOutcome> ReleaseDeadAsync(
        string uid, string sandboxID, SpiderEndpoint? endpoint, CancellationToken cancellationToken)
    {
        if (endpoint is not null && await IsKeptAsync(endpoint, cancellationToken)) return ReleaseOutcome.StaticAddress;
        var current = endpoint?.Status?.Current;
        var isHolder = current?.Uid == uid;
        if (isHolder && sandboxID.Length > 0 && current!.SandboxID is { Length: > 0 } sandbox && sandbox != sandboxID)
        {
            return ReleaseOutcome.OtherSandbox;
        }

        var recorded = isHolder ? current!.Ips.SelectMany(ip => new[] { ip.Ipv4Pool, ip.Ipv6Pool }) : [];
        var holding = cluster.Pools.Where(pool => pool.Status?.AllocatedIPs?.Contains(uid, StringComparison.Ordinal) is true)
            .Select(pool => pool.Metadata.Name);
        var pools = recorded.Concat(holding).OfType<string>().Distinct().ToList();
        await ReleaseFromAsync(pools, pool => new LedgerRequest.Release(uid, Nic: null), cancellationToken);
        if (isHolder) await writer.RemoveAsync(endpoint!, cancellationToken);
        return pools.Count > 0 || isHolder ? ReleaseOutcome.Released : ReleaseOutcome.NothingHeld;
    }

    /// <summary>All pools are tried before a failure is reported: one that cannot be written holds up no other.</summary>
    private async Task ReleaseFromAsync(
        IReadOnlyList<string> pools, Func<string, LedgerRequest> request, CancellationToken cancellationToken)
    {
        var failures = new List<ReasonException>();
        await Task.WhenAll(pools.Select(async pool =>
        {
            try
            {
                await committers[pool].SubmitAsync(request(pool), cancellationToken);
            }
            catch (ReasonException e) when (e.Reason == Reason.PoolNotFound)
            {
                // A deleted pool holds nothing.
            }
            catch (ReasonException e)
            {
                lock (failures) failures.Add(e);
            }
        }));
        if (failures.Count == 0) return;
        throw new ReasonException(failures[0].Reason, string.Join("; ", failures.Select(failure => failure.Detail)), failures[0]);
    }

    /// <summary>Whether the addresses wait for the next incarnation of a StatefulSet's pod (spec/ipam.md 6).</summary>
    private async Task<bool> IsKeptAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!options.EnableStatefulSet || !EndpointRules.IsStatic(endpoint)) return false;
        var name = endpoint.Status!.OwnerControllerName;
        var set = await cluster.ReadStatefulSetAsync(endpoint.Metadata.Namespace!, name, cancellationToken);
        return EndpointRules.Wants(set, name, endpoint.Metadata.Name!);
    }
}
