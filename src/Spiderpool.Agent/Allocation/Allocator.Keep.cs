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
        var items = Claim(current.Ips, pod.Args.IfName);
        if (items.All(item => item.Interface != pod.Args.IfName)) return null;
        if (pod.IsStatic && await ReleaseOutdatedAsync(pod, items, cancellationToken)) return null;

        // A repeated ADD confirms its own interface; a new incarnation takes all of them over at once.
        var taken = isSamePod ? items.Where(item => item.Interface == pod.Args.IfName) : items;
        var rebinds = taken.SelectMany(item => Rebinds(pod, item)).ToList();
        var outcomes = await Task.WhenAll(rebinds.Select(r => committers[r.Pool].SubmitAsync(r.Request, cancellationToken)));
        var refusal = outcomes.FirstOrDefault(outcome => outcome.Refusal is not null)?.Refusal;
        if (refusal is null) return items;
        if (!pod.IsStatic) return null;
        throw new ReasonException(refusal.Reason, $"SpiderEndpoint {pod.Key}: {refusal.Detail}", refusal);
    }

    /// <summary>An item without interface goes to the first interface that asks (spec/ipam.md 4.9).</summary>
    private static IReadOnlyList<InterfaceAllocation> Claim(IReadOnlyList<InterfaceAllocation> items, string ifName)
    {
        if (items.Any(item => item.Interface == ifName)) return items;
        var unclaimed = items.ToList().FindIndex(item => item.Interface.Length == 0);
        if (unclaimed < 0) return items;
        return [.. items.Select((item, i) => i == unclaimed ? item with { Interface = ifName } : item)];
    }

    private static IEnumerable<(string Pool, LedgerRequest Request)> Rebinds(PodContext pod, InterfaceAllocation item)
    {
        if (item.Ipv4Pool is { } v4 && Prefix.TryParse(item.Ipv4, out var a))
        {
            yield return (v4, new LedgerRequest.Rebind(pod.Key, item.Interface, a.Address, pod.Uid));
        }
        if (item.Ipv6Pool is { } v6 && Prefix.TryParse(item.Ipv6, out var b))
        {
            yield return (v6, new LedgerRequest.Rebind(pod.Key, item.Interface, b.Address, pod.Uid));
        }
    }

    /// <summary>
    /// A static pod whose pools are no longer the ones that the present rules select moves to the new ones: its old
    /// addresses of this interface go back (spec/ipam.md 6.1). True when that happened.
    /// </summary>
    private async Task<bool> ReleaseOutdatedAsync(
        PodContext pod, IReadOnlyList<InterfaceAllocation> items, CancellationToken cancellationToken)
    {
        var selection = Select(pod, await NamespaceAsync(pod, cancellationToken));
        if (selection.Failure is { } failure) throw failure;
        var candidates = selection.Interfaces.FirstOrDefault(i => i.IsUnnamed || i.Nic == pod.Args.IfName);
        if (candidates is null) return false;
        var item = items.First(i => i.Interface == pod.Args.IfName);
        var wanted = candidates.Families.SelectMany(f => f.Pools).Select(pool => pool.Metadata.Name!).ToHashSet();
        if (candidates.IsUnnamed)
        {
            wanted.UnionWith(selection.Interfaces.SelectMany(i => i.Families).SelectMany(f => f.Pools).Select(p => p.Metadata.Name!));
        }
        if (Recorded(item).All(r => wanted.Contains(r.Pool))) return false;

        var releases = Recorded(item).SelectMany(r => HoldersOf(pod, r.Pool, r.Address)
            .Select(uid => committers[r.Pool].SubmitAsync(new LedgerRequest.ReleaseAddress(uid, r.Address), cancellationToken)));
        await Task.WhenAll(releases);
        return true;
    }

    private static IEnumerable<(string Pool, Address Address)> Recorded(InterfaceAllocation item)
    {
        if (item.Ipv4Pool is { } v4 && Prefix.TryParse(item.Ipv4, out var a)) yield return (v4, a.Address);
        if (item.Ipv6Pool is { } v6 && Prefix.TryParse(item.Ipv6, out var b)) yield return (v6, b.Address);
    }

    /// <summary>UIDs, of this and of earlier incarnations of the pod, that the pool records for the address.</summary>
    private IEnumerable<string> HoldersOf(PodContext pod, string pool, Address address) =>
        cluster.Pools.Where(p => p.Metadata.Name == pool)
            .SelectMany(p => PoolLedger.Read(p).Records)
            .Where(record => record.Key == address && record.Value.Pod == pod.Key)
            .Select(record => record.Value.PodUid);
}
