using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

public sealed partial class Allocator
{
    /// <summary>As below; automatic pools without an address for the pod are about to get one.</summary>
    private async Task<IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)>> GrantAllAsync(
        PodContext pod, PoolSource source, IReadOnlyList<InterfaceCandidates> interfaces, CancellationToken cancellationToken)
    {
        try
        {
            return await GrantAllAsync(pod, interfaces, cancellationToken);
        }
        catch (ReasonException e) when (source == PoolSource.SubnetAnnotation
            && (e.Reason == Reason.IPsExhausted || e.Reason == Reason.PoolTerminating || e.Reason == Reason.PoolNotFound))
        {
            throw new ReasonException(Reason.AutomaticPoolPending, e.Detail, e);
        }
    }

    /// <summary>One address for each interface and family, in parallel; all or nothing.</summary>
    private async Task<IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)>> GrantAllAsync(
        PodContext pod, IReadOnlyList<InterfaceCandidates> interfaces, CancellationToken cancellationToken)
    {
        var wanted = interfaces
            .SelectMany(nic => nic.Families.Select(family => (Nic: nic, Family: family))).ToList();
        var grants = wanted.ConvertAll(w => GrantAsync(pod, w.Nic.Nic, w.Family, cancellationToken));
        Task all = Task.WhenAll(grants);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!all.IsCompletedSuccessfully)
        {
            await GiveBackAsync(pod, grants.Where(grant => grant.IsCompletedSuccessfully).Select(grant => grant.Result));
            await grants.First(grant => !grant.IsCompletedSuccessfully);
        }
        return [.. grants.Select((grant, i) => (wanted[i].Nic, grant.Result))];
    }

    /// <summary>The first pool of the list that gives an address; one that holds a record of an earlier try goes first.</summary>
    private async Task<PoolGrant> GrantAsync(
        PodContext pod, string nic, FamilyCandidates candidates, CancellationToken cancellationToken)
    {
        var refusals = new List<ReasonException>();
        // With one pool there is no order, and nothing to look for in it.
        var pools = candidates.Pools.Count == 1
            ? candidates.Pools
            : [.. candidates.Pools.OrderByDescending(pool => MayHold(pool, pod.Uid))];
        foreach (var pool in pools)
        {
            var request = new LedgerRequest.Grant(pod.Key, pod.Uid, nic);
            var outcome = await AskAsync(pool.Metadata.Name!, request, cancellationToken);
            if (outcome.Address is { } address) return new PoolGrant(pool, nic, address, outcome.IsNew);
            refusals.Add(outcome.Refusal!);
        }
        throw new ReasonException(refusals[0].Reason, $"{pod.Args.IfName} {candidates.Family}: "
            + string.Join("; ", refusals.Take(10).Select(refusal => refusal.Detail)));
    }

    /// <summary>
    /// All or nothing: what this call took goes back before it fails. What cannot go back in time is found by the next
    /// try, or by the DEL, since it is recorded under the pod's UID.
    /// </summary>
    private async Task GiveBackAsync(PodContext pod, IEnumerable<PoolGrant> grants)
    {
        using var deadline = new CancellationTokenSource(options.GiveBackTimeout, time);
        var releases = grants.Where(grant => grant.IsNew).Select(grant =>
            committers[grant.Pool.Metadata.Name!].SubmitAsync(new LedgerRequest.Release(pod.Uid, grant.Nic), deadline.Token));
        Task all = Task.WhenAll(releases);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>
    /// Frees records of this pod and interface in pools that it did not get its addresses from: an earlier try that
    /// died after its commit, or whose outcome nobody knows, when other pools were selected.
    /// </summary>
    private async Task DropStrayRecordsAsync(
        PodContext pod, IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)> grants, CancellationToken cancellationToken)
    {
        var used = grants.Select(g => (g.Grant.Pool.Metadata.Name!, g.Grant.Nic)).ToHashSet();
        var nics = grants.Select(g => g.Grant.Nic).ToHashSet();
        var unsettled = committers.Unsettled(pod.Uid).SelectMany(pool => nics.Select(nic => (Pool: pool, Nic: (string?)nic)));
        var holding = HeldRecords(pod.Uid).Select(record => (record.Pool, record.Nic));
        foreach (var (pool, nic) in holding.Concat(unsettled).Distinct().ToList())
        {
            if (nic is null || !nics.Contains(nic) || used.Contains((pool, nic))) continue;
            await AskAsync(pool, new LedgerRequest.Release(pod.Uid, nic), cancellationToken);
        }
    }

    /// <summary>A pool that is gone gives and holds nothing: a refusal, not a failure.</summary>
    private async Task<LedgerOutcome> AskAsync(string pool, LedgerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await committers[pool].SubmitAsync(request, cancellationToken);
        }
        catch (ReasonException e) when (e.Reason == Reason.PoolNotFound)
        {
            return new LedgerOutcome(request, Refusal: e);
        }
    }

    /// <summary>The records of a pod in the pools as last seen, which includes each write of this node.</summary>
    private IEnumerable<(string Pool, Address Address, string? Nic)> HeldRecords(string podUid) =>
        from pool in cluster.Pools
        from held in PoolLedger.RecordsOf(pool, podUid)
        select (pool.Metadata.Name!, held.Address, held.Record.Nic);

    /// <summary>A quick look at the raw text.</summary>
    private static bool MayHold(SpiderIPPool pool, string podUid) =>
        pool.Status?.AllocatedIPs?.Contains(podUid, StringComparison.Ordinal) is true;
}
