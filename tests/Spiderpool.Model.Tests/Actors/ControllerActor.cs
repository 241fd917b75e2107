using Spiderpool.Api.Meta;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Model.Tests.Invariants;
using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>
/// Replicas of the controller: they hear of changes late, scan at any moment, are killed, have their clocks set, and lead two
/// at a time.
/// </summary>
internal sealed class ControllerActor(World world, bool hasFaults) : IActor
{
    public int Weight => 6;

    public bool TryAct()
    {
        if (!world.HasController) return false;
        if (world.Controllers.Count == 0 || (hasFaults && world.Choice.OneIn(100))) return TryStart();
        var controller = world.Choice.Of(world.Controllers);
        if (hasFaults && TryDisturb(controller)) return true;
        return world.Choice.OneIn(8) ? TryScan(controller) : TryDeliver(controller);
    }

    /// <exception cref="ViolationException">The scan ended as none may.</exception>
    public static void CheckEnd(ControllerProcess controller)
    {
        if (controller.Scan.Exception?.InnerException is not { } failure) return;
        throw new ViolationException("a scan reports its failures", failure.ToString().ReplaceLineEndings(" "));
    }

    private bool TryStart()
    {
        if (world.Controllers.Count == 2) return false;
        world.StartController();
        return true;
    }

    private bool TryDisturb(ControllerProcess controller)
    {
        switch (world.Choice.Below(160))
        {
            case 0:
                world.KillController(controller);
                return true;
            case < 6:
                var by = TimeSpan.FromSeconds(world.Choice.Between(-3600, 3600));
                world.Trace?.Add($"the clock of {controller.Process} jumps by {by}");
                controller.Clock.Jump(by);
                return true;
            case < 11 when world.Controllers.Count > 1 && controller.IsLeader:
                world.Trace?.Add($"{controller.Process} hears that it does not lead any more");
                controller.IsLeader = false;
                return true;
            case < 11 when !controller.IsLeader && controller.Scan.IsCompleted:
                world.KillController(controller);
                return true;
            default:
                return false;
        }
    }

    private bool TryScan(ControllerProcess controller)
    {
        if (!controller.Scan.IsCompleted || !controller.IsLeader) return false;
        CheckEnd(controller);
        var scope = world.Choice.OneIn(2) || world.PodUids.Count == 0
            ? ReclaimScope.All
            : new ReclaimScope { PodUids = world.PodUids.Where(_ => world.Choice.OneIn(3)).ToHashSet() };
        world.Trace?.Add($"{controller.Process} scans {(scope.IsAll ? "all" : string.Join(", ", scope.PodUids!.Order()))}");
        controller.StartScan(scope);
        return true;
    }

    private bool TryDeliver(ControllerProcess controller)
    {
        if (world.Api.IsAway) return false;
        controller.ReservedSeen = world.Choice.OneIn(4) ? world.Api.Reserved : controller.ReservedSeen;
        var isListed = world.Choice.OneIn(60);
        return world.Choice.Below(4) switch
        {
            0 => TryDeliver(controller, controller.Pools, isListed, world.Api.Pools.Log.Count),
            1 => TryDeliver(controller, controller.Endpoints, isListed, world.Api.Endpoints.Log.Count),
            2 => TryDeliver(controller, controller.Nodes, isListed, world.Api.Nodes.Log.Count),
            _ => TryDeliverPod(controller, isListed),
        };
    }

    private bool TryDeliver<T>(ControllerProcess controller, WatchCache<T> cache, bool isListed, int end) where T : KubernetesObject
    {
        if (!cache.IsBehind) return false;
        if (isListed) cache.List(end);
        else cache.Deliver();
        world.Trace?.Add($"{controller.Process} {(isListed ? "lists" : "sees a change of a")} {typeof(T).Name}");
        return true;
    }

    private bool TryDeliverPod(ControllerProcess controller, bool isListed)
    {
        if (!controller.Pods.IsBehind) return false;
        if (isListed) controller.ListPods(world.Api.Pods.Log.Count);
        else controller.DeliverPod();
        world.Trace?.Add($"{controller.Process} {(isListed ? "lists" : "sees a change of a")} Pod");
        return true;
    }
}
