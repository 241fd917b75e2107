using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;
using Spiderpool.Coordination.Apply;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>ADD: asks the agent for the settings, looks at what exists, and does what is missing. Can be repeated.</summary>
internal sealed class AddCommand(CoordinatorConf conf) : IPlannedCommand
{
    public CniResult Run(CniCall call)
    {
        var result = Previous(call);
        var work = new CoordinatorCall(conf, call);
        var options = work.AskOptions();
        if (options.Mode == CoordinationMode.Disabled) return result;
        using var netns = PodNamespace.Open(call.Environment);
        using var pod = work.Open(netns);
        return work.Try(() =>
        {
            var plan = Plan(work, options, pod);
            work.Report(plan);
            pod.Apply(plan);
            return WithMac(result, call.Environment.IfName, plan);
        });
    }

    public CoordinationPlan Explain(CniCall call)
    {
        var work = new CoordinatorCall(conf, call);
        var options = work.AskOptions();
        using var netns = PodNamespace.Open(call.Environment);
        using var pod = work.Open(netns);
        return work.Try(() => Plan(work, options, pod));
    }

    public static CniResult Previous(CniCall call) => call.Conf.ReadPrevResult()
        ?? throw call.Conf.Root.Invalid("prevResult", "the result of the plugins before: coordinator comes after a main plugin");

    public static CoordinationPlan Plan(CoordinatorCall work, CoordinatorOptions options, CoordinatedPod pod) =>
        AddPlan.Of(work.Attachment, options, pod.ReadPod()!, pod.ReadHost(options.HostRuleTable));

    // The plugins before told the old one, and CHECK of the main plugin compares it.
    private static CniResult WithMac(CniResult result, string ifName, CoordinationPlan plan)
    {
        var mac = plan.Steps.OfType<ChangeLinkStep>().FirstOrDefault(step => step.Name == ifName && step.Mac is not null)?.Mac;
        if (mac is null) return result;
        return result with
        {
            Interfaces = [.. result.Interfaces.Select(item =>
                item.Name == ifName && item.Sandbox is { Length: > 0 } ? item with { Mac = $"{mac}" } : item)],
        };
    }
}
