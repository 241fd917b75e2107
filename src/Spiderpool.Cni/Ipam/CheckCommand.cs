using Spiderpool.Api;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>CHECK: what is on record, what ADD answered, and what the kernel has must be the same.</summary>
internal sealed class CheckCommand(IpamSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        var (environment, pod) = (call.Environment, call.Environment.Pod.Require());
        var result = call.Conf.ReadPrevResult() ?? throw call.Conf.Root.Invalid("prevResult", "the result of ADD, which CHECK compares");
        using var netns = PodNamespace.Open(environment);
        var faults = new AttachmentFaults(pod, environment.IfName).Find(
            new AgentClient(settings.Agent, call.Time).GetEndpoint(pod.Namespace, pod.Name),
            InterfaceResult.Of(result, environment.IfName),
            LinkState.Read(netns, environment.IfName));
        return faults.Count == 0
            ? null
            : throw new ReasonException(Reason.CheckFailed, $"{environment.IfName} of pod {pod}: {string.Join("; ", faults)}");
    }
}
