using Spiderpool.Api;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>GC: takes away what sandboxes of this network left on the host that the runtime no longer has.</summary>
internal sealed class GcCommand(CoordinatorConf conf) : IPlannedCommand
{
    public CniResult? Run(CniCall call)
    {
        var valid = Valid(call);
        var work = new CoordinatorCall(conf, call);
        try
        {
            using var host = work.Open(pod: null);
            work.Try(() =>
            {
                var plan = GcPlan.Of(call.Conf.Name, valid, host.ReadHost(Table));
                work.Report(plan);
                host.ApplyAll(plan);
                HostRulesLoop.Run(host, Table);
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
        using var host = work.Open(pod: null);
        return work.Try(() => GcPlan.Of(call.Conf.Name, Valid(call), host.ReadHost(Table)));
    }

    private uint Table => conf.Values.HostRuleTable ?? CoordinatorOptions.DefaultHostRuleTable;

    private static List<string> Valid(CniCall call) => [.. call.Conf.RequireValidAttachments().Select(item => item.ContainerId)];
}
