using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Agent.Allocation;

public sealed partial class Allocator
{
    /// <summary>
    /// What the endpoint says the pod holds, confirmed by the pools: a repeated ADD, or a static pod's new incarnation.
    /// Null when this interface has nothing, or not any more.
    /// </summary>
    private async Task<IReadOnlyList<InterfaceAllocation>?> KeepAsync(
        PodContext pod, SpiderEndpoint? present, CancellationToken cancellationToken)
    {
        if (present?.Status?.Current is not { } current) return null;
        var isSamePod = current.Uid == pod.Uid;
        if (!isSamePod && !pod.IsStatic) return null;
        var predecessors = isSamePod ? [] : await PredecessorsAsync(pod, current, cancellationToken);
        var items = InterfaceItems.Claim(current.Ips, pod.Args.IfName);
        var own = items.FirstOrDefault(item => item.Interface == pod.Args.IfName);
        // Never under a pod that lives: other rules are for its next incarnation. A machine lives on while it migrates.
        var isOutdated = !isSamePod && pod.Machine is null && own is not null
            && IsOutdated(pod, own, await NamespaceAsync(pod, cancellationToken));
        if (isOutdated) await ReleaseAsync(own!, [pod.Uid, .. predecessors], cancellationToken);

        // A repeated ADD confirms its own interface; a new incarnation takes all of them over at once.
        if (!isSamePod)
        {
            // An item that no interface claimed yet is recorded by its number.
            await Task.WhenAll(items.Select((item, i) => item == own ? Task.FromResult<ReasonException?>(null) : TakeOverAsync(
                pod, item.Interface.Length > 0 ? item.Interface : $"{i}", item, predecessors, cancellationToken)));
        }
        if (own is null || isOutdated) return null;
        var refusal = await TakeOverAsync(pod, own.Interface, own, predecessors, cancellationToken);
        if (refusal is not null && isSamePod && pod.IsStatic)
        {
            // Of an item that a predecessor got while its others were taken over, or that another incarnation had taken over
            // without our knowing, the record is still theirs.
            predecessors = await PredecessorsAsync(pod, current, cancellationToken);
            if (predecessors.Count > 0) refusal = await TakeOverAsync(pod, own.Interface, own, predecessors, cancellationToken);
        }
        if (refusal is null) return items;
        if (!pod.IsStatic) return null;
        throw new ReasonException(refusal.Reason, $"SpiderEndpoint {pod.Key}: {refusal.Detail}", refusal);
    }

    /// <summary>
    /// UIDs of earlier incarnations of the pod that its addresses may be recorded for. They were seen before the API server
    /// says that the pod has our UID, so none of them is a successor of ours. Of two pods of a machine, which lives in one of
    /// them and migrates to the other, the one that asked last has the records.
    /// </summary>
    private async Task<IReadOnlyList<string>> PredecessorsAsync(
        PodContext pod, PodAllocation current, CancellationToken cancellationToken)
    {
        var addresses = current.Ips.SelectMany(Recorded).ToHashSet();
        var recorded = cluster.Pools.Where(pool => addresses.Any(a => a.Pool == pool.Metadata.Name))
            .SelectMany(pool => PoolLedger.Read(pool).Records
                .Where(r => r.Value.Pod == pod.Key && addresses.Contains((pool.Metadata.Name!, r.Key)))
                .Select(r => r.Value.PodUid)).ToList();
        await RequirePresentAsync(pod, cancellationToken);
        return [.. recorded.Append(current.Uid).Where(uid => uid != pod.Uid).Distinct()];
    }

    /// <summary>Asks the API server whether the pod is still the one that the sandbox was made for.</summary>
    private async Task RequirePresentAsync(PodContext pod, CancellationToken cancellationToken)
    {
        var now = await cluster.ReadPodAsync(pod.Namespace, pod.Pod.Metadata.Name!, cancellationToken);
        if (now?.Metadata.Uid == pod.Uid) return;
        throw new ReasonException(Reason.PodNotFound, $"pod {pod.Key} with UID {pod.Uid} does not exist any more");
    }

    /// <summary>Confirms the addresses of an interface, or takes them from predecessors. Returns why it cannot.</summary>
    private async Task<ReasonException?> TakeOverAsync(
        PodContext pod, string nic, InterfaceAllocation item, IReadOnlyList<string> predecessors,
        CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(Recorded(item).Select(r => AskAsync(
            r.Pool, new LedgerRequest.Rebind(pod.Key, nic, r.Address, pod.Uid) { Predecessors = predecessors },
            cancellationToken)));
        return outcomes.FirstOrDefault(outcome => outcome.Refusal is not null)?.Refusal;
    }

    /// <summary>
    /// Whether the rules that hold now select other pools for a static pod than those it has: then it moves to them, and its
    /// old addresses of this interface go back (spec/ipam.md 6.1). A pool that merely gives out nothing new is no reason.
    /// </summary>
    private bool IsOutdated(PodContext pod, InterfaceAllocation item, Api.Core.Namespace ns)
    {
        var selection = Select(pod, ns);
        if (selection.Failure is { } failure && failure.Reason != Reason.NoIPPoolAvailable) throw failure;
        var isUnnamed = selection.Interfaces[0].IsUnnamed;
        var asked = selection.Verdicts.Where(verdict => isUnnamed || verdict.Nic == item.Interface).ToList();
        var dropped = asked.Where(verdict => verdict.Reason is { } reason
            && reason != Reason.PoolDisabled && reason != Reason.PoolTerminating).Select(verdict => verdict.Pool);
        var wanted = asked.Select(verdict => verdict.Pool).Except(dropped).ToHashSet();
        return asked.Count > 0 && !Recorded(item).All(r => wanted.Contains(r.Pool));
    }

    private async Task ReleaseAsync(
        InterfaceAllocation item, IReadOnlyList<string> uids, CancellationToken cancellationToken) =>
        await Task.WhenAll(Recorded(item).SelectMany(r => uids.Select(
            uid => AskAsync(r.Pool, new LedgerRequest.ReleaseAddress(uid, r.Address), cancellationToken))));

    private static IEnumerable<(string Pool, Address Address)> Recorded(InterfaceAllocation item)
    {
        if (item.Ipv4Pool is { } v4 && Prefix.TryParse(item.Ipv4, out var a)) yield return (v4, a.Address);
        if (item.Ipv6Pool is { } v6 && Prefix.TryParse(item.Ipv6, out var b)) yield return (v6, b.Address);
    }
}
