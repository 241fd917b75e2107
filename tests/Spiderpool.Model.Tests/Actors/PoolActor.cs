using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>Those who own the pools: edits, disables, deletes them and makes them anew, reserves addresses.</summary>
internal sealed class PoolActor : IActor
{
    private static readonly (string Name, string Subnet, string First)[] Pools =
        [("a-v4", "10.0.0.0/24", "10.0.0."), ("b-v4", "10.0.1.0/24", "10.0.1."), ("a-v6", "fd00::/64", "fd00::")];

    private readonly World _world;

    public PoolActor(World world)
    {
        _world = world;
        foreach (var pool in Pools) Create(pool);
    }

    public int Weight => 1;

    public bool TryAct()
    {
        if (!_world.Regime.HasPoolEdits || !_world.Choice.OneIn(3)) return false;
        var target = _world.Choice.Of(Pools);
        if (_world.Api.Pools.Get(target.Name) is not { } pool)
        {
            Create(target);
            return true;
        }
        if (pool.Metadata.IsTerminating) return TryRemove(pool);
        switch (_world.Choice.Below(8))
        {
            case 0:
                _world.Trace?.Add($"pool {pool.Key} is being deleted");
                _world.Api.Pools.Put(pool with { Metadata = pool.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } });
                break;
            case < 4:
                Change(pool, pool.Spec with { Disable = pool.Spec.Disable is not true });
                break;
            case < 6:
                Reserve();
                break;
            default:
                Change(pool, pool.Spec with { Ips = Range(target.First) });
                break;
        }
        return true;
    }

    /// <summary>Gives the pools enough usable addresses for all.</summary>
    public void Enlarge()
    {
        _world.Api.Reserved = RangeSet.Empty;
        foreach (var (name, _, first) in Pools)
        {
            if (_world.Api.Pools.Get(name) is not { } pool) continue;
            Change(pool, pool.Spec with { Disable = false, Ips = [$"{first}1-{first}99"] });
        }
    }

    private void Create((string Name, string Subnet, string First) pool) => _world.Api.Pools.Put(new SpiderIPPool
    {
        Metadata = new ObjectMeta { Name = pool.Name, Uid = _world.Api.NewUid(), Finalizers = [SpiderpoolGroup.Finalizer] },
        Spec = new SpiderIPPoolSpec { Subnet = pool.Subnet, Ips = Range(pool.First), Default = pool.Name.EndsWith("v4") },
    });

    /// <summary>The controller takes the finalizer off a pool that has no records any more.</summary>
    private bool TryRemove(SpiderIPPool pool)
    {
        if (pool.Status?.AllocatedIPs is not null) return false;
        _world.Trace?.Add($"pool {pool.Key} is gone");
        _world.Api.Pools.Remove(pool.Key);
        return true;
    }

    private void Change(SpiderIPPool pool, SpiderIPPoolSpec spec)
    {
        _world.Trace?.Add($"pool {pool.Key} has ips {spec.Ips![0]}, disable {spec.Disable}");
        _world.Api.Pools.Put(pool with { Spec = spec });
    }

    private void Reserve()
    {
        var first = _world.Choice.Between(1, _world.Regime.PoolSize);
        _world.Api.Reserved = _world.Choice.OneIn(2) ? RangeSet.Empty : RangeSet.Parse([$"10.0.0.{first}", $"fd00::{first}"]);
        _world.Trace?.Add($"reserved: {string.Join(", ", _world.Api.Reserved.ToStrings())}");
    }

    private IReadOnlyList<string> Range(string first) =>
        [$"{first}1-{first}{_world.Choice.Between(Math.Max(1, _world.Regime.PoolSize - 2), _world.Regime.PoolSize)}"];
}
