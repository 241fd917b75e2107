using Spiderpool.Model.Tests.Actors;
using Spiderpool.Model.Tests.Invariants;

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
        Until(() => world.Nodes.All(node => node.Workers.TrueForAll(worker => worker.IsSettled)), "all pods run");
        @operator.EndAll();
        Until(() => world.Nodes.All(node => node.Workers.Count == 0) && IsAtRest(), "all pods end");
        Until(() => world.Nodes.All(node => !node.TryLateCall()) && IsAtRest() && world.Network.IsEmpty, "late calls end");
        DeliverWatches();
        Sweep();
        new ReturnRule(world).Check(this);
    }

    /// <summary>Turns until a condition holds.</summary>
    /// <exception cref="ViolationException">It never does.</exception>
    public void Until(Func<bool> condition, string what)
    {
        var actors = new Turns(world, [new RequestActor(world), new WatchActor(world), new ClockActor(world), new KubeletActor(world)]);
        for (var turn = 0; !condition(); turn++)
        {
            if (turn == MostTurns) throw new ViolationException("everything comes to an end", $"{what}: not after {MostTurns} turns");
            actors.Next();
            world.Scheduler.Run(mayPause: false);
            check();
        }
    }

    public bool IsAtRest() => world.Network.IsQuiet && world.Scheduler.IsIdle
        && world.Nodes.All(node => node.Agent!.IsIdle);

    public void DeliverWatches()
    {
        foreach (var agent in world.Nodes.Select(node => node.Agent!))
        {
            while (agent.Pools.IsBehind) agent.Pools.Deliver();
            while (agent.Endpoints.IsBehind) agent.Endpoints.Deliver();
            while (agent.Pods.IsBehind) agent.Pods.Deliver();
        }
        world.Scheduler.Run(mayPause: false);
    }

    private void StopFaults()
    {
        world.Trace?.Add("faults stop");
        world.Api.IsAway = false;
        world.Network.FaultRate = 0;
        pools.Enlarge();
        foreach (var node in world.Nodes.Where(node => node.Agent is null)) node.StartAgent();
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
