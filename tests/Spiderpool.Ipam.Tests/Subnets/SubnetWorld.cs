using System.Globalization;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Ipam.Tests.Subnets;

/// <summary>
/// An API server in a few lines: subnets and pools with resourceVersions, which writers read at one time and replace at another.
/// After each write it checks what must always hold.
/// </summary>
internal sealed class SubnetWorld
{
    public static readonly string[] SubnetNames = ["a", "b"];

    private readonly Dictionary<string, SpiderSubnet> _subnets = SubnetNames.ToDictionary(name => name, NewSubnet);
    private readonly Dictionary<string, SpiderIPPool> _pools = [];
    private readonly int[] _counts = [0, 0, 0];
    private readonly int[] _lives = [0, 0, 0];
    private long _version = 10;
    private int _pods;

    public ReservedRanges Reserved { get; } = new(
        [new SpiderReservedIP { Spec = new() { Ips = ["10.0.0.3", "10.1.0.2"] } }]);

    public IReadOnlyCollection<SpiderIPPool> Pools => _pools.Values;

    public IReadOnlyCollection<SpiderSubnet> Subnets => _subnets.Values;

    /// <summary>What a worker sees from now on, until it looks again.</summary>
    public View Look() => new(new(_subnets), [.. _pools.Values]);

    public PoolGroup Group(int app) => new(
        new TopController("apps/v1", "Deployment", "shop", $"app{app}", $"0-0-{app}{_lives[app]:0000}"), "eth0", IPFamily.IPv4, SubnetNames,
        _counts[app], new AddressNumber(_counts[app], false), Reclaim: app != 2);

    public void Want(int app, int count) => _counts[app] = count;

    /// <summary>The application is deleted and made anew: the pool of the old one goes, unless it is kept.</summary>
    public void Renew(int app)
    {
        _lives[app]++;
        Retire(app);
    }

    /// <summary>The controller deletes the pools of former applications of the name; a user those that they were to keep.</summary>
    public void Retire(int app, bool andKept = false)
    {
        var present = Group(app).Application;
        var former = _pools.Values.Where(pool => AutomaticPool.IsOf(pool, present)
            && AutomaticPool.ApplicationOf(pool) != present && (andKept || AutomaticPool.IsReclaimed(pool)));
        foreach (var pool in former.ToList()) Delete(pool);
    }

    /// <summary>One write of a worker, by what it saw. A lost race changes nothing.</summary>
    /// <returns>The step, and whether it was made.</returns>
    public (PoolStep Step, bool IsMade) Work(PoolGroup group, View view)
    {
        var step = GroupPlan.Next(group, name => view.Subnets.GetValueOrDefault(name), view.Pools, Reserved);
        return (step, Apply(step));
    }

    /// <summary>The controller plans to correct the entries of a subnet by what it saw; what may be gone it asks now.</summary>
    public PoolStep PlanReconciliation(string name, View view)
    {
        var subnet = view.Subnets[name];
        var ledger = SubnetLedger.Read(subnet);
        var gone = ledger.Entries.Where(entry => !view.Pools.Concat(_pools.Values).Any(pool => IsPoolOf(entry, pool)))
            .Select(entry => entry.Key).ToHashSet();
        var pools = view.Pools.Where(pool => pool.Spec.Subnet == subnet.Spec.Subnet && !gone.Contains(pool.Metadata.Name!)).ToList();
        return new PoolStep.WriteSubnet(ledger.Reconciled(pools, gone).ToSubnet(Reserved.Of(IPFamily.IPv4)));
    }

    /// <summary>An agent gives an address to a pod.</summary>
    public void Allocate(int pick)
    {
        if (Pick(pick, _ => true) is not { } pool) return;
        var outcome = PoolLedger.Read(pool).Apply(
            [new LedgerRequest.Grant("shop/pod", $"u{++_pods}", "eth0")], Reserved.Of(IPFamily.IPv4), LedgerLimits.Default);
        Store(pool with { Status = outcome.Status });
    }

    /// <summary>A pod of some pool ends.</summary>
    public void Release(int pick)
    {
        if (Pick(pick, pool => PoolLedger.Read(pool).Count > 0) is not { } pool) return;
        var uid = PoolLedger.Read(pool).Records.First().Value.PodUid;
        var outcome = PoolLedger.Read(pool).Apply(
            [new LedgerRequest.Release(uid, "eth0")], Reserved.Of(IPFamily.IPv4), LedgerLimits.Default);
        pool = Store(pool with { Status = outcome.Status });
        if (pool.Metadata.IsTerminating) Delete(pool);
    }

    private SpiderIPPool? Pick(int pick, Func<SpiderIPPool, bool> condition)
    {
        var found = _pools.Values.Where(condition).ToList();
        return found.Count == 0 ? null : found[pick % found.Count];
    }

    /// <summary>Makes a write, unless somebody was faster.</summary>
    public bool Apply(PoolStep step)
    {
        switch (step)
        {
            case PoolStep.CreatePool create when !_pools.ContainsKey(create.Pool.Metadata.Name!):
                Store(create.Pool with { Metadata = create.Pool.Metadata with { Uid = $"uid-{_version}" } });
                return true;
            case PoolStep.WritePool write
                when _pools.TryGetValue(write.Pool.Metadata.Name!, out var stored) && IsLatest(write.Pool, stored):
                Store(write.Pool);
                return true;
            case PoolStep.WriteSubnet write when IsLatest(write.Subnet, _subnets[write.Subnet.Metadata.Name!]):
                _subnets[write.Subnet.Metadata.Name!] = write.Subnet with { Metadata = Next(write.Subnet.Metadata) };
                Check();
                return true;
            case PoolStep.DeletePool delete
                when _pools.TryGetValue(delete.Pool.Metadata.Name!, out var stored) && IsLatest(delete.Pool, stored):
                Delete(stored);
                return true;
            default:
                return false;
        }
    }

    private SpiderIPPool Store(SpiderIPPool pool)
    {
        pool = _pools[pool.Metadata.Name!] = pool with { Metadata = Next(pool.Metadata) };
        Check();
        return pool;
    }

    private void Delete(SpiderIPPool pool)
    {
        if (pool.Status?.AllocatedIPs is null) _pools.Remove(pool.Metadata.Name!);
        else Store(pool with { Metadata = pool.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } });
    }

    private void Check()
    {
        var seen = RangeSet.Empty;
        foreach (var pool in _pools.Values)
        {
            var usable = PoolRanges.Of(pool).Usable;
            Assert.True(seen.Intersect(usable).IsEmpty, $"{seen.Intersect(usable)} is in two pools");
            seen = seen.Union(usable);
            var entry = ControlledPools.Of(_subnets.Values.Single(subnet => subnet.Spec.Subnet == pool.Spec.Subnet))
                .GetValueOrDefault(pool.Metadata.Name!);
            var given = entry?.Uid == pool.Metadata.Uid ? ControlledPools.RangesOf(entry!) : RangeSet.Empty;
            Assert.True(usable.Except(given).IsEmpty, $"{usable.Except(given)} is in a pool whose entry lacks it");
            var held = RangeSet.OfAddresses(PoolLedger.Read(pool).Records.Keys);
            Assert.True(held.Except(usable).IsEmpty, $"{held.Except(usable)} went back although a pod holds it");
        }
        Assert.True(seen.Intersect(Reserved.Of(IPFamily.IPv4)).IsEmpty, "a reserved address was given");
        foreach (var subnet in _subnets.Values)
        {
            var entries = ControlledPools.Of(subnet).Values.Select(ControlledPools.RangesOf).ToList();
            var sum = entries.Aggregate(UInt128.Zero, (sum, ranges) => sum + ranges.AddressCount);
            Assert.True(sum == SubnetLedger.Read(subnet).Given.AddressCount, "two entries share an address");
        }
    }

    private ObjectMeta Next(ObjectMeta metadata) =>
        metadata with { ResourceVersion = (_version++).ToString(CultureInfo.InvariantCulture) };

    private static bool IsLatest(KubernetesObject written, KubernetesObject stored) =>
        written.Metadata.ResourceVersion == stored.Metadata.ResourceVersion && written.Metadata.Uid == stored.Metadata.Uid;

    private static bool IsPoolOf(KeyValuePair<string, ControlledIPPool> entry, SpiderIPPool pool) =>
        pool.Metadata.Name == entry.Key && (entry.Value.Uid is null || entry.Value.Uid == pool.Metadata.Uid);

    private static SpiderSubnet NewSubnet(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name, Uid = name, ResourceVersion = "1" },
        Spec = name == "a"
            ? new() { IpVersion = 4, Subnet = "10.0.0.0/24", Ips = ["10.0.0.1-10.0.0.6"], ExcludeIPs = ["10.0.0.5"] }
            : new() { IpVersion = 4, Subnet = "10.1.0.0/24", Ips = ["10.1.0.1-10.1.0.4"] },
    };

    /// <summary>A moment of the world.</summary>
    internal sealed record View(Dictionary<string, SpiderSubnet> Subnets, IReadOnlyCollection<SpiderIPPool> Pools);
}
