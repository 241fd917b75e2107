using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// One pass over the records of the pools: those whose pod does not plainly live are suspects, about which the API server is
/// asked; what is proven gone goes back, in one write for each pool (docs/designs/0003-reclaim.md).
/// </summary>
public sealed partial class ReclaimScanner(
    IReclaimCluster cluster, PoolReclaimer pools, EndpointReclaimer endpoints, PodTrace trace, ReclaimRules rules, TimeProvider time)
{
    /// <summary>What decides; a change counts from the next scan on.</summary>
    public ReclaimRules Rules { get; set; } = rules;

    /// <summary>Looks at the records of the scope.</summary>
    /// <param name="scope">Which records.</param>
    /// <param name="dryRun">Decide and report, change nothing.</param>
    /// <param name="cancellationToken">Ends the scan between two calls to the API server.</param>
    public async Task<ReclaimReport> ScanAsync(ReclaimScope scope, bool dryRun, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var (scanned, suspects) = Suspects(scope, failures);
        var findings = await DecideAsync(suspects, scope, failures, cancellationToken);
        if (!dryRun) findings = await ReleaseAsync(findings, cancellationToken);
        var removed = dryRun ? [] : await RemoveEndpointsAsync(scope, findings, failures, cancellationToken);
        var restored = dryRun || !scope.IsAll ? [] : await RestoreAsync(failures, cancellationToken);
        return new ReclaimReport(scanned, findings, removed, restored, failures);
    }

    /// <summary>The records of which the cache does not show that their pod lives and has this address.</summary>
    private (int Scanned, List<Holder> Suspects) Suspects(ReclaimScope scope, List<string> failures)
    {
        var (scanned, suspects) = (0, new List<Holder>());
        var claims = new Lazy<HashSet<(string, Address)>>(() => cluster.Endpoints.SelectMany(Claims).ToHashSet());
        foreach (var pool in cluster.Pools.Where(pool => pool.Status?.AllocatedIPs is not null))
        {
            foreach (var (address, record) in RecordsOf(pool, failures))
            {
                if (!scope.Covers(address, record.PodUid)) continue;
                scanned++;
                if (scope.Address is null && IsPlainlyAlive(address, record, claims)) continue;
                suspects.Add(new Holder(pool.Metadata.Name!, address, record.Pod, record.PodUid));
            }
        }
        return (scanned, suspects);
    }

    private static IEnumerable<KeyValuePair<Address, AllocationRecord>> RecordsOf(SpiderIPPool pool, List<string> failures)
    {
        try
        {
            return PoolLedger.Read(pool).Records;
        }
        catch (ReasonException e)
        {
            failures.Add(e.Message);
            return [];
        }
    }

    /// <summary>A record under a name that neither the pod nor its machine has is the pod's only if its endpoint says so.</summary>
    private bool IsPlainlyAlive(Address address, AllocationRecord record, Lazy<HashSet<(string Uid, Address Address)>> claims) =>
        cluster.CachedPod(record.PodUid) is { } pod && EndpointRules.IsAlive(pod)
        && (Bears(pod, record.Pod) || claims.Value.Contains((record.PodUid, address)));

    private static IEnumerable<(string Uid, Address Address)> Claims(SpiderEndpoint endpoint)
    {
        if (endpoint.Status?.Current is not { } current) yield break;
        foreach (var text in current.Ips.SelectMany(nic => new[] { nic.Ipv4, nic.Ipv6 }))
        {
            if (Prefix.TryParse(text, out var prefix)) yield return (current.Uid, prefix.Address);
        }
    }

    /// <summary>One write for each pool, of as many pools at a time as have something to give back.</summary>
    private async Task<IReadOnlyList<Finding>> ReleaseAsync(IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(findings.GroupBy(finding => finding.Holder.Pool)
            .Select(group => ReleaseAsync(group.Key, [.. group], cancellationToken)));
        return [.. outcomes.SelectMany(outcome => outcome)];
    }

    private async Task<IReadOnlyList<Finding>> ReleaseAsync(
        string pool, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var requests = findings.Where(finding => finding.Decision.Release)
            .Select(finding => new LedgerRequest.ReleaseAddress(finding.Holder.PodUid, finding.Holder.Address)).ToList();
        if (requests.Count == 0) return findings;
        try
        {
            await pools.ApplyAsync(pool, requests, cancellationToken);
            return findings;
        }
        catch (ReasonException e)
        {
            return [.. findings.Select(finding => finding.Decision.Release ? finding with { Failure = e.Message } : finding)];
        }
    }
}
