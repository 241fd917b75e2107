using Spiderpool.Model.Tests.Actors;
using Spiderpool.Model.Tests.Invariants;
using Spiderpool.Model.Tests.Planted;

namespace Spiderpool.Model.Tests;

/// <summary>
/// One random history: agents, runtimes, users and faults take turns by chance, the invariants are checked after each;
/// then all faults end, all pods go, and everything must have come back.
/// </summary>
internal sealed class History
{
    private readonly World _world;
    private readonly OperatorActor _operator;
    private readonly PoolActor _pools;
    private readonly HoldersRule _holders;
    private readonly int _steps;

    private History(int seed, int steps, Plant plant, bool isTraced)
    {
        _steps = steps;
        _world = new World(seed, plant, isTraced);
        (_operator, _pools, _holders) = (new OperatorActor(_world), new PoolActor(_world), new HoldersRule(_world));
        _world.Api.PoolWritten = new PoolRule(_world).Check;
        foreach (var node in _world.Nodes) node.StartAgent();
    }

    /// <summary>Runs the history of a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="steps">Turns before the end of all faults.</param>
    /// <param name="plant">A bug to plant.</param>
    /// <param name="isTraced">Whether to write down what happens.</param>
    public static HistoryResult Run(int seed, int steps, Plant plant, bool isTraced = false)
    {
        var history = new History(seed, steps, plant, isTraced);
        return history.Run();
    }

    private HistoryResult Run()
    {
        var step = 0;
        Violation? violation = null;
        try
        {
            IReadOnlyList<IActor> actors = [new RequestActor(_world), new WatchActor(_world), new ClockActor(_world),
                new KubeletActor(_world), new FaultActor(_world), new ControllerActor(_world, hasFaults: true), _operator, _pools];
            var turns = new Turns(_world, actors);
            for (; step < _steps; step++) Turn(turns, step);
            new Quiescence(_world, _operator, _pools, () => _holders.Check()).Run();
        }
        catch (ViolationException e)
        {
            violation = e.Violation;
        }
        catch (Exception e)
        {
            violation = new Violation("nothing throws what is not a reason", e.ToString().ReplaceLineEndings(" "));
        }
        _world.Trace?.Add(violation?.ToString() ?? "all invariants hold");
        return new HistoryResult(violation, step, _world.Trace?.ToString() ?? "");
    }

    private void Turn(Turns turns, int step)
    {
        if (_world.Trace is { } trace) trace.Step = step;
        turns.Next();
        _world.Scheduler.Run(mayPause: true);
        _holders.Check();
    }
}
