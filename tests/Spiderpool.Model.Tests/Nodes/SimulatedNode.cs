using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Reclaim;

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
        Report(isReady: true);
    }

    public string Name { get; }

    public AgentProcess? Agent { get; private set; }

    public List<PodWorker> Workers { get; } = [];

    /// <summary>Whether the runtime passes K8S_POD_UID.</summary>
    public bool TellsUid { get; }

    /// <summary>Whether it has no power: nothing runs on it.</summary>
    public bool IsDown { get; private set; }

    /// <summary>When it was last seen not to be Ready.</summary>
    public DateTimeOffset LostAt { get; private set; } = DateTimeOffset.MinValue;

    public bool IsReady => NodeStates.Of(_world.Api.Nodes.Get(Name)) is NodeState.Ready;

    public bool HasLateCalls => _late.Count > 0;

    /// <summary>Starts an agent with fresh caches, some of which may come from an API server that lags behind.</summary>
    public void StartAgent()
    {
        Agent = new AgentProcess(Name, ++_lives, _world);
        Agent.Pools.List(_world.Api.Pools.Log.Count);
        Agent.Endpoints.List(_world.Lagging(_world.Api.Endpoints.Log.Count));
        Agent.Pods.List(_world.Lagging(_world.Api.Pods.Log.Count));
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

    /// <summary>The node loses power, and all its sandboxes end; or only contact, and they do not.</summary>
    public void Lose()
    {
        Report(isReady: false);
        if (_world.Choice.OneIn(2))
        {
            _world.Trace?.Add($"{Name} loses contact");
            return;
        }
        _world.Trace?.Add($"{Name} loses power");
        IsDown = true;
        KillAgent();
        foreach (var worker in Workers) worker.LosePower();
    }

    /// <summary>Somebody who has seen that the node has no power says so.</summary>
    public void GiveUp()
    {
        if (_world.Choice.OneIn(2))
        {
            _world.Trace?.Add($"{Name} is removed");
            _world.Api.Nodes.Remove(Name);
        }
        else if (_world.Api.Nodes.Get(Name) is { } node)
        {
            _world.Trace?.Add($"{Name} is fenced");
            var taint = new Taint { Key = Taint.OutOfService, Effect = "NoExecute" };
            _world.Api.Nodes.Put(node with { Spec = new NodeSpec { Taints = [taint] } });
        }
    }

    /// <summary>Power and contact are back; the kubelet registers the node.</summary>
    public void Return()
    {
        if (IsReady) return;
        _world.Trace?.Add($"{Name} returns");
        if (IsDown) StartAgent();
        IsDown = false;
        Report(isReady: true);
    }

    private void Report(bool isReady)
    {
        LostAt = _world.Time.GetUtcNow();
        _world.Api.Nodes.Put(new Node
        {
            Metadata = new ObjectMeta { Name = Name },
            Status = new NodeStatus { Conditions = [new NodeCondition { Type = "Ready", Status = isReady ? "True" : "Unknown" }] },
        });
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
}
