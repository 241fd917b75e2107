using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

public sealed partial class ReclaimScanner
{
    private const int RemovedAtATime = 8;

    private HashSet<(string Pool, LedgerRequest.Rebind Request)> _missingBefore = [];

    /// <summary>Removes the endpoints of pods that are gone once no pool has a record of them.</summary>
    private async Task<IReadOnlyList<string>> RemoveEndpointsAsync(
        ReclaimScope scope, IReadOnlyList<Finding> findings, List<string> failures, CancellationToken cancellationToken)
    {
        var held = findings.Where(finding => !finding.Decision.Release || finding.Failure is not null)
            .Select(finding => finding.Holder.PodUid).ToHashSet();
        var suspects = cluster.Endpoints.Where(endpoint => endpoint.Status?.Current.Uid is { Length: > 0 } uid
            && scope.CoversEndpointOf(uid) && !held.Contains(uid)
            && cluster.CachedPod(uid) is null);
        var removed = new List<string>();
        foreach (var group in suspects.GroupBy(endpoint => endpoint.Metadata.Namespace!))
        {
            try
            {
                await RemoveEndpointsAsync(group.Key, [.. group], findings, removed, cancellationToken);
            }
            catch (KubernetesApiException e)
            {
                failures.Add($"SpiderEndpoints of namespace {group.Key}: {e.Message}");
            }
        }
        return removed;
    }

    private async Task RemoveEndpointsAsync(
        string ns, IReadOnlyList<SpiderEndpoint> suspects, IReadOnlyList<Finding> findings, List<string> removed,
        CancellationToken cancellationToken)
    {
        var names = suspects.Select(endpoint => endpoint.Metadata.Name!).ToHashSet();
        var present = await cluster.ReadEndpointsAsync(ns, names, cancellationToken);
        var pods = await cluster.ReadPodsAsync(ns, names, cancellationToken);
        var released = findings.Where(finding => finding.Decision.Release && finding.Failure is null)
            .Select(finding => finding.Holder.PodUid).ToHashSet();
        var gone = new List<SpiderEndpoint>();
        foreach (var (name, endpoint) in present)
        {
            var uid = endpoint.Status?.Current.Uid;
            if (pods.TryGetValue(name, out var pod) && pod.Metadata.Uid == uid) continue;
            // Records that this scan did not see are for the next one; until then the endpoint tells the pod's node.
            if (!released.Contains(uid ?? "") && IsRecorded(uid)) continue;
            if (EndpointRules.IsStatic(endpoint) && await cluster.IsWantedAsync(endpoint, cancellationToken)) continue;
            gone.Add(endpoint);
        }
        foreach (var some in gone.Chunk(RemovedAtATime))
        {
            var failures = await Task.WhenAll(some.Select(endpoint => TryRemoveAsync(endpoint, cancellationToken)));
            removed.AddRange(some.Where((_, i) => failures[i] is null).Select(endpoint => endpoint.Key));
            // An API server that does not answer is not asked five thousand times: the next scan goes on.
            if (failures.OfType<KubernetesApiException>().FirstOrDefault() is { } failure) throw failure;
        }
    }

    private async Task<KubernetesApiException?> TryRemoveAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            await endpoints.RemoveAsync(endpoint, cancellationToken);
            return null;
        }
        catch (KubernetesApiException e)
        {
            return e;
        }
    }

    private bool IsRecorded(string? podUid) => podUid is { Length: > 0 }
        && cluster.Pools.Any(pool => pool.Status?.AllocatedIPs?.Contains(podUid, StringComparison.Ordinal) is true);

    /// <summary>
    /// A live pod whose endpoint names an address that its pool does not record: somebody edited the pool. It is recorded
    /// again before another pod gets it; an address that another pod has by now is reported.
    /// </summary>
    private async Task<IReadOnlyList<RestoredRecord>> RestoreAsync(List<string> failures, CancellationToken cancellationToken)
    {
        var restored = new List<RestoredRecord>();
        var holders = Holders();
        var missing = cluster.Endpoints.SelectMany(endpoint => MissingRecords(endpoint, holders)).ToHashSet();
        // Caches of pools and endpoints run ahead of each other: only what the last scan missed too is really missing.
        var lasting = missing.Where(_missingBefore.Contains).ToList();
        _missingBefore = missing;
        foreach (var group in lasting.GroupBy(record => record.Pool))
        {
            try
            {
                var requests = await StillAliveAsync([.. group.Select(record => record.Request)], cancellationToken);
                foreach (var outcome in await pools.ApplyAsync(group.Key, requests, cancellationToken))
                {
                    if (outcome is { IsNew: true, Address: { } address, Request: LedgerRequest.Rebind rebind })
                        restored.Add(new RestoredRecord(group.Key, address, rebind.Pod));
                    if (outcome.Refusal is { } refusal) failures.Add($"{Reason.RecordConflict}: {refusal.Detail}");
                }
            }
            catch (Exception e) when (e is KubernetesApiException or ReasonException)
            {
                failures.Add(e.Message);
            }
        }
        return restored;
    }

    /// <summary>The pod UID of each record. Pools that cannot be read are left out, and so are claims on them.</summary>
    private Dictionary<string, Dictionary<Address, string>> Holders() => cluster.Pools.ToDictionary(
        pool => pool.Metadata.Name!,
        pool => RecordsOf(pool, []).ToDictionary(record => record.Key, record => record.Value.PodUid));

    private IEnumerable<(string Pool, LedgerRequest.Rebind Request)> MissingRecords(
        SpiderEndpoint endpoint, Dictionary<string, Dictionary<Address, string>> holders)
    {
        if (endpoint.Status?.Current is not { } current) yield break;
        if (cluster.CachedPod(current.Uid) is not { } pod || !Bears(pod, endpoint.Key) || !EndpointRules.IsAlive(pod)) yield break;
        foreach (var nic in current.Ips)
        {
            foreach (var (pool, text) in new[] { (nic.Ipv4Pool, nic.Ipv4), (nic.Ipv6Pool, nic.Ipv6) })
            {
                if (pool is null || !Prefix.TryParse(text, out var prefix)) continue;
                if (!holders.TryGetValue(pool, out var records)) continue;
                if (records.TryGetValue(prefix.Address, out var uid) && uid == current.Uid) continue;
                yield return (pool, new LedgerRequest.Rebind(endpoint.Key, nic.Interface, prefix.Address, current.Uid));
            }
        }
    }

    /// <summary>Those whose endpoint, read now, still names the address, and whose pod still lives.</summary>
    private async Task<IReadOnlyList<LedgerRequest>> StillAliveAsync(
        IReadOnlyList<LedgerRequest.Rebind> requests, CancellationToken cancellationToken)
    {
        var alive = new List<LedgerRequest>();
        foreach (var request in requests)
        {
            var (ns, name) = (request.Pod[..request.Pod.IndexOf('/')], request.Pod[(request.Pod.IndexOf('/') + 1)..]);
            var endpoint = (await cluster.ReadEndpointsAsync(ns, [name], cancellationToken)).GetValueOrDefault(name);
            var podName = cluster.CachedPod(request.NewPodUid)?.Metadata.Name ?? name;
            var pod = (await cluster.ReadPodsAsync(ns, [podName], cancellationToken)).GetValueOrDefault(podName);
            if (pod?.Metadata.Uid == request.NewPodUid && EndpointRules.IsAlive(pod) && Names(endpoint, request)) alive.Add(request);
        }
        return alive;
    }

    private static bool Names(SpiderEndpoint? endpoint, LedgerRequest.Rebind request) =>
        endpoint?.Status?.Current is { } current && current.Uid == request.NewPodUid
        && current.Ips.Any(nic => nic.Interface == request.Nic
            && ((Prefix.TryParse(nic.Ipv4, out var v4) && v4.Address == request.Address)
                || (Prefix.TryParse(nic.Ipv6, out var v6) && v6.Address == request.Address)));
}
