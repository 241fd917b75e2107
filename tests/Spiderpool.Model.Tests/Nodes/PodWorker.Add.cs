using Spiderpool.Addressing;
using Spiderpool.Api.AgentApi;
using Spiderpool.Model.Tests.Invariants;

namespace Spiderpool.Model.Tests.Nodes;

internal sealed partial class PodWorker
{
    private int _nic;
    private IReadOnlyList<string> _recordsBefore = [];

    private void StartSandbox()
    {
        Sandbox = new Sandbox($"{Uid[4..]}-{PastSandboxes.Count}", node, workload.Key, Uid, workload.IsStatic);
        PastSandboxes.Add(Sandbox.ID);
        (_phase, _nic) = (PodPhase.Adding, 0);
        Add();
    }

    private void Add()
    {
        var args = AddArgs(workload.Interfaces[_nic].Name);
        if (node.Agent is null)
        {
            BeginTearDown(isFinal: false);
            return;
        }
        world.Trace?.Add($"{this} ADD {args.ContainerID} {args.IfName}");
        _recordsBefore = Records.Of(world.Api, Uid);
        if (world.Regime.HasLateCalls && world.Choice.OneIn(20))
        {
            // The request is stuck on its way; the runtime gives it up and tears the sandbox down.
            node.CallLater($"ADD {args.ContainerID} {args.IfName}", agent => agent.AddAsync(args, CancellationToken.None));
            BeginTearDown(isFinal: false);
            return;
        }
        var deadline = NewDeadline();
        Call = new RuntimeCall(node.Agent.Process, node.Agent.AddAsync(args, deadline.Token), deadline);
    }

    private void RepeatAdd()
    {
        if (node.Agent is null) return;
        var args = AddArgs(world.Choice.Of(workload.Interfaces).Name);
        world.Trace?.Add($"{this} ADD again {args.ContainerID} {args.IfName}");
        _nic = workload.Interfaces.ToList().FindIndex(nic => nic.Name == args.IfName);
        _phase = PodPhase.Repeating;
        var deadline = NewDeadline();
        Call = new RuntimeCall(node.Agent.Process, node.Agent.AddAsync(args, deadline.Token), deadline);
    }

    private void EndAdd(RuntimeCall call)
    {
        if (!call.Succeeded)
        {
            if (world.Regime.IsFaultless) CheckNothingTaken(call);
            BeginTearDown(isFinal: false);
            return;
        }
        Hold(((Task<IpamAddResponse>)call.Task).Result);
        if (!workload.IsStatic && world.Choice.OneIn(25))
        {
            ReleaseConflicting();
            return;
        }
        if (++_nic < workload.Interfaces.Count) Add();
        else _phase = PodPhase.Running;
    }

    /// <summary>From here on the sandbox uses what the answer says.</summary>
    private void Hold(IpamAddResponse response)
    {
        var nic = workload.Interfaces[_nic];
        var held = HeldBy(response, nic.Name);
        nic.Check(workload.Key, held);
        Sandbox!.Held[nic.Name] = held;
        if (!world.Holders.Contains(Sandbox)) world.Holders.Add(Sandbox);
        world.Trace?.Add($"{this} {Sandbox.ID} {nic.Name} holds {string.Join(", ", held)}");
    }

    private void CheckRepeated(IpamAddResponse response)
    {
        var nic = workload.Interfaces[_nic].Name;
        var again = HeldBy(response, nic);
        if (again.SequenceEqual(Sandbox!.Held[nic]) || world.IsSuperseded(Sandbox)) return;
        throw new ViolationException("ADD is idempotent",
            $"{Sandbox} {nic} got {string.Join(", ", Sandbox.Held[nic])}, then {string.Join(", ", again)}");
    }

    private void CheckNothingTaken(RuntimeCall call)
    {
        var taken = Records.Of(world.Api, Uid).Except(_recordsBefore).ToList();
        if (taken.Count == 0) return;
        throw new ViolationException("all addresses of an ADD or none",
            $"{Sandbox} failed ({call.Outcome}) and left {string.Join(", ", taken)}");
    }

    private static List<HeldAddress> HeldBy(IpamAddResponse response, string nic) => [.. response.Ips
        .Where(ip => ip.Nic == nic).Select(ip => new HeldAddress(ip.IpPool ?? "", Prefix.Parse(ip.Address).Address))];

    private IpamAddArgs AddArgs(string nic) => new()
    {
        ContainerID = Sandbox!.ID,
        IfName = nic,
        PodNamespace = "default",
        PodName = workload.Name,
        PodUID = node.TellsUid ? Uid : "",
    };
}
