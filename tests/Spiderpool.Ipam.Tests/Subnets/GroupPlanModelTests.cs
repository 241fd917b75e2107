using CsCheck;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Ipam.Tests.Subnets;

/// <summary>
/// Several workers with stale views, agents that give out and take back addresses, applications that scale, end and begin: an address is
/// never in two pools and never leaves one while a pod holds it. <see cref="SubnetWorld"/> asserts that after each write.
/// </summary>
public class GroupPlanModelTests
{
    private const int Workers = 3, Apps = 3;

    private static readonly Gen<(int Kind, int A, int B)[]> Histories =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 11], Gen.Int[0, 5]).Array[1, 120];

    [Fact]
    public void No_history_puts_an_address_into_two_pools_or_takes_it_from_a_pod() => Histories.Sample(history =>
    {
        var world = new SubnetWorld();
        Run(world, history);
    }, iter: 20_000);

    [Fact]
    public void After_any_history_undisturbed_work_ends_with_what_is_wanted() => Histories.Sample(history =>
    {
        var world = new SubnetWorld();
        Run(world, history);
        for (var app = 0; app < Apps; app++) world.Want(app, 0);
        ReleaseAll(world);
        Finish(world);
        world.Want(0, 4);
        world.Want(1, 2);
        Finish(world);

        Assert.Equal((4, 2, 0), (SizeOf(world, 0), SizeOf(world, 1), SizeOf(world, 2)));
        Assert.Equal((UInt128)6, Total(world));
    }, iter: 2_000);

    [Fact]
    public void A_plan_that_was_carried_out_plans_nothing_more()
    {
        var world = new SubnetWorld();
        world.Want(0, 6);
        Finish(world);
        for (var i = 0; i < 10; i++)
        {
            var (step, _) = world.Work(world.Group(0), world.Look());
            Assert.IsType<PoolStep.Done>(step);
        }

        Assert.Equal(["10.0.0.1-10.0.0.2,10.0.0.4,10.0.0.6", "10.1.0.1,10.1.0.3"],
            world.Pools.Where(pool => pool.Spec.Ips!.Count > 0).OrderBy(pool => pool.Spec.Subnet)
                .Select(pool => string.Join(',', pool.Spec.Ips!)));
    }

    private static void Run(SubnetWorld world, (int Kind, int A, int B)[] history)
    {
        var views = Enumerable.Range(0, Workers).Select(_ => world.Look()).ToArray();
        var groups = Enumerable.Range(0, Apps).Select(world.Group).ToArray();
        PoolStep pending = new PoolStep.Done();
        foreach (var (kind, a, b) in history)
        {
            switch (kind)
            {
                case 0:
                    world.Want(a % Apps, b);
                    break;
                case 1 or 2:
                    views[a % Workers] = world.Look();
                    break;
                case 3:
                    world.Allocate(a);
                    break;
                case 4:
                    world.Release(a);
                    break;
                case 5 when b == 0:
                    world.Renew(a % Apps);
                    break;
                case 5:
                    groups[a % Apps] = world.Group(a % Apps);
                    break;
                case 6 when a < 6:
                    pending = world.PlanReconciliation(SubnetWorld.SubnetNames[a % 2], views[b % Workers]);
                    break;
                case 6:
                    world.Apply(pending);
                    break;
                // A worker that may not know that the application changed.
                case 7:
                    world.Work(groups[a % Apps], views[b % Workers]);
                    break;
                default:
                    world.Work(world.Group(a % Apps), views[b % Workers]);
                    break;
            }
        }
    }

    private static void ReleaseAll(SubnetWorld world)
    {
        while (world.Pools.Any(pool => pool.Status?.AllocatedIPs is not null)) world.Release(0);
    }

    /// <summary>Each application in turn until nothing can be done; then the entries of pools that are gone.</summary>
    private static void Finish(SubnetWorld world)
    {
        for (var round = 0; round < 3; round++)
        {
            for (var app = 0; app < Apps; app++)
            {
                world.Retire(app, andKept: true);
                var steps = 0;
                while (world.Work(world.Group(app), world.Look()).Step is not (PoolStep.Done or PoolStep.Blocked))
                    Assert.True(++steps < 50, "the plan does not end");
            }
            foreach (var name in SubnetWorld.SubnetNames) world.Apply(world.PlanReconciliation(name, world.Look()));
        }
    }

    private static int SizeOf(SubnetWorld world, int app) => (int)world.Pools
        .Where(pool => AutomaticPool.ApplicationOf(pool) == world.Group(app).Application)
        .Aggregate(UInt128.Zero, (sum, pool) => sum + PoolRanges.Of(pool).Usable.AddressCount);

    private static UInt128 Total(SubnetWorld world) => world.Subnets.Aggregate(UInt128.Zero,
        (sum, subnet) => sum + SubnetLedger.Read(subnet).Given.AddressCount);
}
