using Spiderpool.Addressing;
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
    SandboxMemory sandboxes, AllocationOptions options)
{
    /// <summary>DEL: succeeds when nothing is left to free, also when it never was anything.</summary>
    /// <exception cref="ReasonException">Something may be left; the runtime must try again.</exception>
    public async Task<ReleaseOutcome> ReleaseAsync(IpamDelArgs args, CancellationToken cancellationToken)
    {
        using var turn = await locks.AcquireAsync($"{args.PodNamespace}/{args.PodName}", cancellationToken);
        sandboxes.End(args.ContainerID);
        var pod = await cluster.ReadPodAsync(args.PodNamespace, args.PodName, cancellationToken);
        var uid = args.PodUID.Length > 0 ? args.PodUID : IsOfThisNode(pod) ? pod?.Metadata.Uid ?? "" : "";
        if (uid.Length == 0) return ReleaseOutcome.UnknownPod;
        if (pod?.Metadata.Uid == uid && EndpointRules.IsAlive(pod))
        {
            await LeaveSandboxAsync(uid, args, EndpointName(args.PodNamespace, args.PodName, uid, pod), cancellationToken);
            return ReleaseOutcome.PodIsAlive;
        }
        // From here on the pod of this UID is known to be gone or ending, and that is final.
        sandboxes.End(uid);
        var name = EndpointName(args.PodNamespace, args.PodName, uid, pod);
        var endpoint = await endpoints.ReadAsync(args.PodNamespace, name, cancellationToken);
        if (IsOfOther(uid, args.ContainerID, endpoint)) return ReleaseOutcome.OtherSandbox;
        if (endpoint is null) return await ReleaseHeldAsync(uid, [], cancellationToken);
        var hasSuccessor = pod is not null && pod.Metadata.Uid != uid;
        return await IsKeptAsync(endpoint, uid, hasSuccessor, cancellationToken)
            ? await KeepAsync(uid, endpoint, cancellationToken)
            : await ReleaseAsync(uid, endpoint, cancellationToken);
    }

    /// <summary>
    /// A runtime that does not tell UIDs means the pod that it runs. One of another node came after it: the DEL is late.
    /// </summary>
    private bool IsOfThisNode(Api.Core.Pod? pod) =>
        pod?.Spec?.NodeName is not { Length: > 0 } node || node == cluster.NodeName;

    /// <summary>
    /// The pod keeps its addresses for the next sandbox. Until there is one, nobody holds them: should the pod end before, the
    /// DEL of whatever sandbox finds that.
    /// </summary>
    private async Task LeaveSandboxAsync(string uid, IpamDelArgs args, string name, CancellationToken cancellationToken)
    {
        if (args.ContainerID.Length == 0) return;
        var endpoint = await endpoints.ReadAsync(args.PodNamespace, name, cancellationToken);
        await writer.ApplyAsync(
            args.PodNamespace, name, endpoint,
            present => ValueTask.FromResult(present?.Status?.Current is { } current && current.Uid == uid
                && current.SandboxID == args.ContainerID ? WithoutSandbox(present) : present),
            cancellationToken);
    }

    private static SpiderEndpoint WithoutSandbox(SpiderEndpoint endpoint) => endpoint with
    {
        Status = endpoint.Status! with { Current = endpoint.Status.Current with { SandboxID = "" } },
    };

    /// <summary>
    /// Whether a later sandbox of the pod has the addresses. The endpoint says so, unless a pod of the same name has replaced it.
    /// </summary>
    private bool IsOfOther(string uid, string sandboxID, SpiderEndpoint? endpoint)
    {
        var current = endpoint?.Status?.Current;
        var holder = current?.Uid == uid ? current.SandboxID : sandboxes.PresentOf(uid);
        return sandboxID.Length > 0 && holder is { Length: > 0 } && holder != sandboxID && !sandboxes.HasEnded(holder);
    }

    private async Task<ReleaseOutcome> ReleaseAsync(string uid, SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var current = endpoint.Status?.Current;
        if (current?.Uid != uid) return await ReleaseHeldAsync(uid, [], cancellationToken);
        if (EndpointRules.IsStatic(endpoint))
        {
            // The set may want the pod again before all is done: then it must not count on addresses that are going.
            var emptied = await writer.ApplyAsync(
                endpoint.Metadata.Namespace!, endpoint.Metadata.Name!, endpoint,
                present => ValueTask.FromResult(present?.Status?.Current.Uid == uid ? Emptied(present) : present),
                cancellationToken);
            if (emptied?.Status?.Current.Uid != uid) return await ReleaseHeldAsync(uid, [], cancellationToken);
            endpoint = emptied;
        }
        await ReleaseHeldAsync(uid, PoolsOf(current), cancellationToken);
        await writer.RemoveAsync(endpoint, cancellationToken);
        return ReleaseOutcome.Released;
    }

    /// <summary>What the endpoint records stays for the next incarnation; what a failed ADD left elsewhere goes back.</summary>
    private async Task<ReleaseOutcome> KeepAsync(string uid, SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var addresses = endpoint.Status!.Current.Ips.SelectMany(ip => new[] { ip.Ipv4, ip.Ipv6 });
        var kept = addresses.Select(text => Prefix.TryParse(text, out var prefix) ? prefix.Address : default).ToList();
        var release = new LedgerRequest.Release(uid, Nic: null) { Kept = kept };
        await ReleaseFromAsync([.. PoolsThatMayHold(uid)], release, cancellationToken);
        return ReleaseOutcome.StaticAddress;
    }

    private async Task<ReleaseOutcome> ReleaseHeldAsync(
        string uid, IEnumerable<string> recorded, CancellationToken cancellationToken)
    {
        var pools = recorded.Concat(PoolsThatMayHold(uid)).Distinct().ToList();
        await ReleaseFromAsync(pools, new LedgerRequest.Release(uid, Nic: null), cancellationToken);
        return pools.Count > 0 ? ReleaseOutcome.Released : ReleaseOutcome.NothingHeld;
    }

    /// <summary>
    /// Pools with a record of the UID as far as this node has seen, which includes each write of its own; and those that a
    /// write of it may still reach whose outcome it does not know.
    /// </summary>
    private IEnumerable<string> PoolsThatMayHold(string uid) => cluster.Pools
        .Where(pool => pool.Status?.AllocatedIPs?.Contains(uid, StringComparison.Ordinal) is true)
        .Select(pool => pool.Metadata.Name!)
        .Concat(committers.Unsettled(uid));

    private static IEnumerable<string> PoolsOf(PodAllocation held) =>
        held.Ips.SelectMany(ip => new[] { ip.Ipv4Pool, ip.Ipv6Pool }).OfType<string>();

    /// <summary>All pools are tried before a failure is reported: one that cannot be written holds up no other.</summary>
    private async Task ReleaseFromAsync(IReadOnlyList<string> pools, LedgerRequest request, CancellationToken cancellationToken)
    {
        var failures = new List<ReasonException>();
        await Task.WhenAll(pools.Select(async pool =>
        {
            try
            {
                await committers[pool].SubmitAsync(request, cancellationToken);
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

    /// <summary>Whether the addresses wait for the next pod of a StatefulSet's ordinal or of a machine (spec/ipam.md 6).</summary>
    private async Task<bool> IsKeptAsync(SpiderEndpoint endpoint, string uid, bool hasSuccessor, CancellationToken cancellationToken)
    {
        if (!EndpointRules.IsStatic(endpoint) || !IsEnabledFor(endpoint)) return false;
        if (EndpointRules.IsOfVirtualMachine(endpoint)) return await IsMachineKeptAsync(endpoint, uid, cancellationToken);
        // The DEL of the successor decides: it may be about to take them over, or hold them.
        if (hasSuccessor) return true;
        var name = endpoint.Status!.OwnerControllerName;
        var set = await cluster.ReadStatefulSetAsync(endpoint.Metadata.Namespace!, name, cancellationToken);
        return EndpointRules.Wants(set, name, endpoint.Metadata.Name!);
    }
}
