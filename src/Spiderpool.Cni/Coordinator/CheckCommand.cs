using Spiderpool.Api;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>CHECK: an ADD would have nothing to do.</summary>
internal sealed class CheckCommand(CoordinatorConf conf) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        AddCommand.Previous(call);
        var work = new CoordinatorCall(conf, call);
        var options = work.AskOptions();
        if (options.Mode == CoordinationMode.Disabled) return null;
        using var netns = PodNamespace.Open(call.Environment);
        using var pod = work.Open(netns);
        var faults = work.Try(() => AddCommand.Plan(work, options, pod)).Faults.ToList();
        return faults.Count == 0
            ? null
            : throw new ReasonException(Reason.CheckFailed, $"{work.Place}: {string.Join("; ", faults)}");
    }
}
