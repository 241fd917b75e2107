using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.ControllerApi;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Controller.Http;

/// <summary>Who has an address: in pools, by endpoints, by reservation. Also sets what a pool has lost.</summary>
internal sealed class AddressBook(ClusterInformers informers, IReclaimCluster cluster, PoolReclaimer pools, ReclaimTask reclaim)
{
    private const string FirstInterface = "eth0";

    public async Task<AddressReport> FindAsync(Address address, CancellationToken cancellationToken)
    {
        var scan = await reclaim.ScanAsync(address, isVouched: false, dryRun: true, cancellationToken);
        var findings = scan.Findings.ToDictionary(finding => finding.Holder.Pool, finding => finding.ToWire());
        return new AddressReport
        {
            Ip = address.ToString(),
            Pools = [.. informers.Pools.Snapshot().Select(pool => InPool(pool, address, findings)).OfType<AddressInPool>()
                .OrderBy(found => found.Pool, StringComparer.Ordinal)],
            Claims = [.. informers.Endpoints.Snapshot().SelectMany(endpoint => ClaimsOf(endpoint, address))
                .OrderBy(claim => claim.Endpoint, StringComparer.Ordinal)],
            ReservedBy = [.. informers.ReservedIPs.Snapshot()
                .Where(reserved => new ReservedRanges([reserved]).Of(address.Family).Contains(address))
                .Select(reserved => reserved.Metadata.Name!).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Records the address for a pod that lives, if nobody holds it.</summary>
    public async Task<AddressReport> AssignAsync(AddressAssignment wanted, CancellationToken cancellationToken)
    {
        if (!Address.TryParse(wanted.Ip, out var address))
            throw new ReasonException(Reason.BadRequest, $"\"ip\" \"{Excerpt.Of(wanted.Ip)}\" is not an address");
        var pool = PoolFor(wanted, address);
        var pod = await LivePodAsync(wanted, cancellationToken);
        var request = new LedgerRequest.Rebind(pod.Key, wanted.Interface ?? FirstInterface, address, pod.Metadata.Uid!);
        var outcomes = await pools.ApplyAsync(pool, [request], cancellationToken);
        if (outcomes[0].Refusal is { } refusal) throw refusal;
        return await FindAsync(address, cancellationToken);
    }

    private string PoolFor(AddressAssignment wanted, Address address)
    {
        if (wanted.Pool is { Length: > 0 } name)
        {
            return informers.Pools.TryGet(name, out _)
                ? name
                : throw new ReasonException(Reason.PoolNotFound, $"there is no SpiderIPPool \"{Excerpt.Of(name)}\"");
        }
        return informers.Pools.Snapshot().FirstOrDefault(pool => RangesOf(pool)?.Usable.Contains(address) is true)?.Metadata.Name
            ?? throw new ReasonException(Reason.PoolNotFound, $"no SpiderIPPool has address {address}");
    }

    private async Task<Api.Core.Pod> LivePodAsync(AddressAssignment wanted, CancellationToken cancellationToken)
    {
        if (wanted.PodNamespace.Length == 0 || wanted.PodName.Length == 0)
            throw new ReasonException(Reason.BadRequest, "\"podNamespace\" and \"podName\" are required");
        var found = await cluster.ReadPodsAsync(wanted.PodNamespace, [wanted.PodName], cancellationToken);
        if (!found.TryGetValue(wanted.PodName, out var pod))
        {
            throw new ReasonException(Reason.PodNotFound,
                $"there is no pod {Excerpt.Of(wanted.PodNamespace)}/{Excerpt.Of(wanted.PodName)}");
        }
        return EndpointRules.IsAlive(pod)
            ? pod
            : throw new ReasonException(Reason.PodNotAlive, $"pod {pod.Key} is terminating or has finished");
    }

    private static AddressInPool? InPool(SpiderIPPool pool, Address address, Dictionary<string, GcFinding> findings)
    {
        var usable = RangesOf(pool)?.Usable.Contains(address) is true;
        var record = RecordOf(pool, address);
        if (!usable && record is null) return null;
        return new AddressInPool
        {
            Pool = pool.Metadata.Name!,
            Usable = usable,
            Holder = record is null ? null
                : new AddressHolder { Pod = record.Pod, PodUid = record.PodUid, Interface = record.Nic ?? "" },
            Finding = findings.GetValueOrDefault(pool.Metadata.Name!),
        };
    }

    private static AllocationRecord? RecordOf(SpiderIPPool pool, Address address)
    {
        try
        {
            return PoolLedger.Read(pool).TryGet(address, out var record) ? record : null;
        }
        catch (ReasonException)
        {
            // The pool's condition says that it cannot be read.
            return null;
        }
    }

    private static PoolRanges? RangesOf(SpiderIPPool pool)
    {
        try
        {
            return PoolRanges.Of(pool);
        }
        catch (ReasonException)
        {
            return null;
        }
    }

    private static IEnumerable<AddressClaim> ClaimsOf(SpiderEndpoint endpoint, Address address)
    {
        if (endpoint.Status?.Current is not { } current) yield break;
        foreach (var nic in current.Ips)
        {
            foreach (var (text, pool) in new[] { (nic.Ipv4, nic.Ipv4Pool), (nic.Ipv6, nic.Ipv6Pool) })
            {
                if (!Prefix.TryParse(text, out var prefix) || prefix.Address != address) continue;
                yield return new AddressClaim
                {
                    Endpoint = endpoint.Key,
                    PodUid = current.Uid,
                    Node = current.Node,
                    Interface = nic.Interface,
                    Pool = pool ?? "",
                };
            }
        }
    }
}
