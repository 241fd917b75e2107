using Spiderpool.Api;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;
using Spiderpool.Coordination.Apply;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>
/// DEL: takes away what an ADD made, by what exists: without the agent, the settings or the namespace, and whether or not an ADD
/// was completed. It succeeds when nothing is left.
/// </summary>
internal sealed class DelCommand(CoordinatorConf conf) : IPlannedCommand
{
    public CniResult? Run(CniCall call)
    {
        var work = new CoordinatorCall(conf, call);
        using var netns = PodNamespace.Find(call.Environment);
        try
        {
            using var pod = work.Open(netns);
            work.Try(() =>
            {
                var plan = Plan(work, pod);
                work.Report(plan);
                pod.ApplyAll(plan);
                HostRulesLoop.Run(pod, Table);
                return true;
            });
        }
        catch (ReasonException failure)
        {
            throw new CniException(failure, CniErrorCode.TryAgainLater);
        }
        return null;
    }

    public CoordinationPlan Explain(CniCall call)
    {
        var work = new CoordinatorCall(conf, call);
        using var netns = PodNamespace.Find(call.Environment);
        using var pod = work.Open(netns);
        return work.Try(() => Plan(work, pod));
    }

    private uint Table => conf.Values.HostRuleTable ?? CoordinatorOptions.DefaultHostRuleTable;

    private CoordinationPlan Plan(CoordinatorCall work, CoordinatedPod pod) => DelPlan.Of(
        work.Attachment, conf.Values.FirstInterface ?? CoordinatorOptions.DefaultFirstInterface, pod.ReadPod(), pod.ReadHost(Table));
}
