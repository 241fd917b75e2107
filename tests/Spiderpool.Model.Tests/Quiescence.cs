using Spiderpool.Controller.Reclaim;
using Spiderpool.Model.Tests.Actors;
using Spiderpool.Model.Tests.Invariants;
using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests;

/// <summary>
/// The end of a history: faults stop, pods are deleted, DEL is repeated until it succeeds. Then no record and no endpoint
/// may be left: freed addresses return.
/// </summary>
internal sealed class Quiescence(World world, OperatorActor @operator, PoolActor pools, Action check)
{
    private const int MostTurns = 20_000;

    public void Run()
    {
        StopFaults();
        Until(() => Workers.All(worker => worker.IsSettled || worker.IsBlockedByEndpoint), "all pods run or wait for a controller");
        RunBlocked();
        @operator.EndAll();
        Until(() => !Workers.Any() && IsAtRest(), "all pods end");
        Until(() => world.Nodes.All(node => !node.TryLateCall()) && IsAtRest() && world.Network.IsEmpty, "late calls end");
        DeliverWatches();
        Sweep();
        var rule = new ReturnRule(world);
        if (!world.HasController) rule.CheckWithoutController();
        Reclaim();
        rule.Check();
    }

    private IEnumerable<PodWorker> Workers => world.Nodes.SelectMany(node => node.Workers);

    /// <summary>Turns until a condition holds.</summary>
    /// <exception cref="ViolationException">It never does.</exception>
    public void Until(Func<bool> condition, string what)
    {
        var actors = new Turns(world, [new RequestActor(world), new WatchActor(world), new ClockActor(world), new KubeletActor(world),
            new ControllerActor(world, hasFaults: false)]);
        for (var turn = 0; !condition(); turn++)
        {
            if (turn == MostTurns) throw new ViolationException("everything comes to an end", $"{what}: not after {MostTurns} turns");
            actors.Next();
            world.Scheduler.Run(mayPause: false);
            check();
        }
    }

    public bool IsAtRest() => world.Network.IsQuiet && world.Scheduler.IsIdle
        && world.Nodes.All(node => node.Agent!.IsIdle) && world.Controllers.TrueForAll(controller => controller.Scan.IsCompleted);

    public void DeliverWatches()
    {
        foreach (var agent in world.Nodes.Select(node => node.Agent!))
        {
            while (agent.Pools.IsBehind) agent.Pools.Deliver();
            while (agent.Endpoints.IsBehind) agent.Endpoints.Deliver();
            while (agent.Pods.IsBehind) agent.Pods.Deliver();
        }
        foreach (var controller in world.Controllers)
        {
            while (controller.Pools.IsBehind) controller.Pools.Deliver();
            while (controller.Endpoints.IsBehind) controller.Endpoints.Deliver();
            while (controller.Nodes.IsBehind) controller.Nodes.Deliver();
            while (controller.Pods.IsBehind) controller.DeliverPod();
        }
        world.Scheduler.Run(mayPause: false);
    }

    private void StopFaults()
    {
        world.Trace?.Add("faults stop");
        world.Api.IsAway = false;
        world.Network.FaultRate = 0;
        pools.Enlarge();
        foreach (var controller in world.Controllers.ToList()) world.KillController(controller);
        foreach (var node in world.Nodes)
        {
            node.Return();
            if (node.Agent is null) node.StartAgent();
        }
    }

    /// <summary>Pods that cannot run since a dead one's endpoint has their name can once a controller has looked.</summary>
    private void RunBlocked()
    {
        var hadController = world.HasController;
        world.HasController = true;
        Until(() => Workers.All(worker => worker.IsSettled), "all pods run");
        world.HasController = hadController;
        if (hadController) return;
        Until(IsAtRest, "scans end");
        foreach (var controller in world.Controllers.ToList()) world.KillController(controller);
    }

    /// <summary>
    /// A new controller scans, the grace passes, and it scans again: what is abandoned must have gone back by then, within one
    /// scan of the moment from which the proofs exist.
    /// </summary>
    private void Reclaim()
    {
        foreach (var controller in world.Controllers.ToList()) world.KillController(controller);
        world.HasController = false;
        world.StartController();
        DeliverWatches();
        Scan();
        world.Time.Advance(world.Rules.UnknownGrace);
        DeliverWatches();
        Scan();
        DeliverWatches();
    }

    private void Scan()
    {
        var controller = world.Controllers[0];
        controller.StartScan(ReclaimScope.All);
        Until(() => controller.Scan.IsCompleted, "the scan ends");
        ControllerActor.CheckEnd(controller);
    }

    /// <summary>Each runtime asks once for what it no longer has.</summary>
    private void Sweep()
    {
        using var deadline = new CancellationTokenSource();
        foreach (var node in world.Nodes)
        {
            var call = node.Sweep(deadline)!;
            Until(() => call.IsOver, "GC ends");
            if (!call.Succeeded) throw new ViolationException("everything comes to an end", $"GC of {node.Name}: {call.Outcome}");
        }
        while (world.Api.CollectGarbage()) { }
        DeliverWatches();
    }
}
