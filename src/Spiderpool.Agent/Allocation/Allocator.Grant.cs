using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

public sealed partial class Allocator
{
    /// <summary>One address for each interface and family, in parallel; all or nothing.</summary>
    private async Task<IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)>> GrantAllAsync(
        PodContext pod, SelectionResult selection, CancellationToken cancellationToken)
    {
        var wanted = selection.Interfaces
            .SelectMany(nic => nic.Families.Select(family => (Nic: nic, Family: family, Name: LedgerNic(pod, nic)))).ToList();
        var grants = wanted.ConvertAll(w => GrantAsync(pod, w.Name, w.Family, cancellationToken));
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
        foreach (var pool in candidates.Pools.OrderByDescending(pool => MayHold(pool, pod.Uid)))
        {
            var request = new LedgerRequest.Grant(pod.Key, pod.Uid, nic);
            var outcome = await committers[pool.Metadata.Name!].SubmitAsync(request, cancellationToken);
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
    /// died after its commit, when other pools were selected.
    /// </summary>
    private async Task DropStrayRecordsAsync(
        PodContext pod, IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)> grants, CancellationToken cancellationToken)
    {
        var used = grants.Select(g => (g.Grant.Pool.Metadata.Name, g.Grant.Nic)).ToHashSet();
        foreach (var pool in cluster.Pools.Where(pool => MayHold(pool, pod.Uid)))
        {
            var ledger = PoolLedger.Read(pool);
            var strays = grants.Select(g => g.Grant.Nic).Distinct()
                .Where(nic => !used.Contains((pool.Metadata.Name, nic)) && ledger.TryFind(pod.Uid, nic, out _, out _));
            foreach (var nic in strays)
            {
                await committers[pool.Metadata.Name!].SubmitAsync(new LedgerRequest.Release(pod.Uid, nic), cancellationToken);
            }
        }
    }

    private static string LedgerNic(PodContext pod, InterfaceCandidates nic) =>
        !nic.IsUnnamed ? nic.Nic : nic.Index == 0 ? pod.Args.IfName : nic.Index.ToString();

    /// <summary>A quick look at the raw text: records are parsed only where this says yes.</summary>
    private static bool MayHold(SpiderIPPool pool, string podUid) =>
        pool.Status?.AllocatedIPs?.Contains(podUid, StringComparison.Ordinal) is true;
}
