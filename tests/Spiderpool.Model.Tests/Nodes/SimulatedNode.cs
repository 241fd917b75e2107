using Spiderpool.Api.AgentApi;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>A node: the present life of its agent, and the pods that its kubelet works on.</summary>
internal sealed class SimulatedNode
{
    private readonly World _world;
    private readonly List<(string What, Func<AgentProcess, Task> Call)> _late = [];
    private int _lives;

    public SimulatedNode(string name, World world)
    {
        (Name, _world) = (name, world);
        TellsUid = !world.Choice.OneIn(world.Regime.RuntimesWithoutUid);
    }

    public string Name { get; }

    public AgentProcess? Agent { get; private set; }

    public List<PodWorker> Workers { get; } = [];

    /// <summary>Whether the runtime passes K8S_POD_UID.</summary>
    public bool TellsUid { get; }

    public bool HasLateCalls => _late.Count > 0;

    /// <summary>Starts an agent with fresh caches, some of which may come from an API server that lags behind.</summary>
    public void StartAgent()
    {
        Agent = new AgentProcess(Name, ++_lives, _world);
        Agent.Pools.List(_world.Api.Pools.Log.Count);
        Agent.Endpoints.List(Lagging(_world.Api.Endpoints.Log.Count));
        Agent.Pods.List(Lagging(_world.Api.Pods.Log.Count));
        _world.Trace?.Add($"{Agent.Process} starts");
    }

    public void KillAgent()
    {
        if (Agent is null) return;
        _world.Trace?.Add($"{Agent.Process} is killed");
        Agent.Process.Kill();
        Agent = null;
        _late.Clear();
        foreach (var worker in Workers) worker.Call?.Break(_world.Choice);
    }

    /// <summary>A call that will reach the agent some time, and whose answer nobody waits for.</summary>
    public void CallLater(string what, Func<AgentProcess, Task> call) => _late.Add((what, call));

    public bool TryLateCall()
    {
        if (Agent is null || _late.Count == 0) return false;
        var next = _world.Choice.Below(_late.Count);
        var (what, call) = _late[next];
        _late.RemoveAt(next);
        _world.Trace?.Add($"late at {Agent.Process}: {what}");
        _ = call(Agent);
        return true;
    }

    /// <summary>CNI GC: the runtime lists the sandboxes it has. It makes no other call meanwhile.</summary>
    public RuntimeCall? Sweep(CancellationTokenSource deadline)
    {
        if (Agent is null) return null;
        var valid = Workers.Select(worker => worker.Sandbox).OfType<Sandbox>()
            .Select(sandbox => new Attachment { ContainerID = sandbox.ID });
        var args = new IpamGcArgs { ValidAttachments = [.. valid] };
        _world.Trace?.Add($"{Agent.Process} GC, valid: {string.Join(", ", args.ValidAttachments.Select(a => a.ContainerID))}");
        return new RuntimeCall(Agent.Process, Agent.SweepAsync(args, deadline.Token), deadline);
    }

    private int Lagging(int end) => _world.Choice.OneIn(2) ? end : Math.Max(0, end - _world.Choice.Between(0, 6));
}
