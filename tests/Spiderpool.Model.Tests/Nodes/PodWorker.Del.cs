using Spiderpool.Agent.Release;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Model.Tests.Nodes;

internal sealed partial class PodWorker
{
    /// <summary>All of the node's sandboxes end at once; what is left of them has its DEL when the node is back.</summary>
    public void LosePower()
    {
        Call = null;
        if (Sandbox is not null) BeginTearDown(isFinal: false);
    }

    /// <summary>The containers of a running pod end by themselves. False when it does not run.</summary>
    public bool TryComplete()
    {
        if (_phase is not (PodPhase.Running or PodPhase.Repeating)) return false;
        EndHolding();
        return true;
    }

    private void BeginTearDown(bool isFinal)
    {
        (_phase, _nic, _isFinal) = (PodPhase.TearingDown, 0, isFinal);
        EndHolding();
        if (!isFinal || !world.Regime.HasController || !world.Choice.OneIn(2)) return;
        if (world.Api.PodOf(workload.Key, Uid) is { Metadata.IsTerminating: true } pod) world.Api.ReportEnd(pod);
    }

    private void EndHolding()
    {
        if (Sandbox is null) return;
        Sandbox.IsAlive = false;
        world.Holders.Remove(Sandbox);
    }

    private void ReleaseConflicting()
    {
        if (node.Agent is null)
        {
            BeginTearDown(isFinal: false);
            return;
        }
        _phase = PodPhase.Conflicting;
        EndHolding();
        var args = DelArgs(workload.Interfaces[_nic].Name) with { IsReleaseConflictIPs = true };
        world.Trace?.Add($"{this} conflict at {args.ContainerID} {args.IfName}");
        if (world.Regime.HasLateCalls && world.Choice.OneIn(4))
        {
            node.CallLater($"release of conflicting addresses of {args.ContainerID}",
                agent => agent.ReleaseConflictingAsync(args, CancellationToken.None));
        }
        var deadline = NewDeadline();
        Call = new RuntimeCall(node.Agent.Process, node.Agent.ReleaseConflictingAsync(args, deadline.Token), deadline);
    }

    private bool TryDel()
    {
        if (node.Agent is null) return false;
        var args = DelArgs(workload.Interfaces[_nic].Name);
        world.Trace?.Add($"{this} DEL {args.ContainerID} {args.IfName}");
        if (world.Regime.HasLateCalls && world.Choice.OneIn(12))
        {
            node.CallLater($"DEL {args.ContainerID} {args.IfName}", agent => agent.DelAsync(args, CancellationToken.None));
        }
        var deadline = NewDeadline();
        Call = new RuntimeCall(node.Agent.Process, node.Agent.DelAsync(args, deadline.Token), deadline);
        return true;
    }

    private void EndDel(RuntimeCall call)
    {
        if (!call.Succeeded) return;
        world.LastRelease[Uid] = ((Task<ReleaseOutcome>)call.Task).Result;
        world.Trace?.Add($"    {world.LastRelease[Uid]}");
        if (++_nic < workload.Interfaces.Count) return;
        Sandbox = null;
        _phase = PodPhase.Idle;
        if (_isFinal) Leave();
    }

    private IpamDelArgs DelArgs(string nic) => new()
    {
        ContainerID = Sandbox!.ID,
        IfName = nic,
        PodNamespace = "default",
        PodName = workload.Name,
        PodUID = node.TellsUid ? Uid : "",
    };
}
