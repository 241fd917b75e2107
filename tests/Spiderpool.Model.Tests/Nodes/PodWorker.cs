using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Workload = Spiderpool.Model.Tests.Actors.Workload;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>The kubelet's work on one pod, with the runtime and the plugin below it.</summary>
internal sealed partial class PodWorker(World world, SimulatedNode node, Workload workload, Pod pod)
{
    private PodPhase _phase;
    private bool _isFinal;

    public string Uid { get; } = pod.Metadata.Uid!;

    public Workload Workload => workload;

    public Sandbox? Sandbox { get; private set; }

    /// <summary>The call under way.</summary>
    public RuntimeCall? Call { get; private set; }

    public bool IsGone => _phase == PodPhase.Gone;

    /// <summary>Whether it runs, or ends, or cannot run because a pool that it names is going.</summary>
    public bool IsSettled => _phase is PodPhase.Running or PodPhase.Gone || !IsWanted() || workload.Interfaces
        .SelectMany(nic => nic.IPv4Pools.Concat(nic.IPv6Pools))
        .Any(pool => world.Api.Pools.Get(pool) is not { Metadata.IsTerminating: false });

    /// <summary>
    /// Whether a request that nobody waited for any more left an endpoint of its name with addresses that have gone back.
    /// </summary>
    public bool IsBlockedByEndpoint => world.IsWrittenUnheard(world.Api.Endpoints.Get(workload.Key)?.Status?.Current.Uid ?? "");

    /// <summary>Sandboxes that had an ADD.</summary>
    public List<string> PastSandboxes { get; } = [];

    /// <summary>Does the next thing for this pod. False when there is nothing to do now.</summary>
    public bool TryAct()
    {
        if (Call is not null) return TryEndCall();
        switch (_phase)
        {
            case PodPhase.Idle:
                if (IsWanted()) StartSandbox();
                else Leave();
                return true;
            case PodPhase.Running:
                return TryDisturb();
            case PodPhase.TearingDown:
                return TryDel();
            default:
                return false;
        }
    }

    public override string ToString() => $"{workload.Key} ({Uid})";

    private bool TryEndCall()
    {
        if (!Call!.IsOver && !MayHangUp()) return false;
        var call = Call;
        Call = null;
        world.Trace?.Add($"{this} {_phase}: {(call.Succeeded ? "done" : call.Outcome)}");
        switch (_phase)
        {
            case PodPhase.Adding:
                EndAdd(call);
                break;
            case PodPhase.Repeating:
                _phase = PodPhase.Running;
                if (call.Succeeded) CheckRepeated(((Task<IpamAddResponse>)call.Task).Result);
                break;
            case PodPhase.Conflicting:
                _phase = PodPhase.TearingDown;
                break;
            case PodPhase.TearingDown:
                EndDel(call);
                break;
        }
        return true;
    }

    /// <summary>A running pod ends, or its sandbox fails, or the runtime asks again.</summary>
    private bool TryDisturb()
    {
        if (!IsWanted())
        {
            if (world.Choice.OneIn(2)) return false;
            BeginTearDown(isFinal: true);
            return true;
        }
        if (!world.Choice.OneIn(12)) return false;
        if (world.Choice.OneIn(2)) BeginTearDown(isFinal: false);
        else RepeatAdd();
        return true;
    }

    private bool IsWanted() => world.Api.PodOf(workload.Key, Uid) is { } pod
        && !pod.Metadata.IsTerminating && pod.Status?.Phase != "Succeeded";

    private void Leave()
    {
        _phase = PodPhase.Gone;
        if (world.Api.PodOf(workload.Key, Uid) is { Metadata.IsTerminating: true }) world.Api.RemovePod(workload.Key, Uid);
        world.Trace?.Add($"{this} is gone from {node.Name}");
    }

    /// <summary>The runtime loses patience with a call: the agent may notice, or go on with it, or get it only then.</summary>
    private bool MayHangUp()
    {
        if (!world.Regime.HasLateCalls || !world.Choice.OneIn(40)) return false;
        if (world.Choice.OneIn(2)) Call!.Abort();
        else Call!.Forget();
        return true;
    }

    private CancellationTokenSource NewDeadline()
    {
        var milliseconds = world.Regime.HasDeadlines ? world.Choice.Of([30, 200, 1000, 5000, 60_000]) : 600_000;
        return new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), world.Time);
    }
}
