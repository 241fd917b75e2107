using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>ADD: allocate, verify on the pod's interface, and answer with what belongs to this interface.</summary>
internal sealed class AddCommand(IpamSettings settings) : ICniCommand
{
    public CniResult Run(CniCall call)
    {
        var (environment, pod) = (call.Environment, call.Environment.Pod.Require());
        var agent = new AgentClient(settings.Agent, call.Time);
        using var netns = PodNamespace.Open(environment);
        var allocation = InterfaceAllocation.Of(agent.Allocate(Request(environment, pod)), environment.IfName, pod);
        try
        {
            new LinkProbe(environment, call.Log).Run(netns, ProbePlan.Of(allocation));
        }
        catch (ReasonException failure) when (failure.Reason == Reason.IPConflict || failure.Reason == Reason.GatewayUnreachable)
        {
            throw GiveBack(agent, environment, failure);
        }
        return allocation.ToResult();
    }

    /// <summary>All addresses of the pod go back, so that the runtime's next try may get others (spec/ipam.md 1.2).</summary>
    /// <returns>The failure, and what became of the addresses.</returns>
    private static ReasonException GiveBack(AgentClient agent, CniEnvironment environment, ReasonException failure)
    {
        try
        {
            agent.ReleaseAll(DelCommand.Request(environment, environment.Pod) with
            {
                IsReleaseConflictIPs = failure.Reason == Reason.IPConflict,
            });
            return new ReasonException(failure.Reason, $"{failure.Detail}; the pod's addresses were given back", failure);
        }
        catch (ReasonException kept)
        {
            return new ReasonException(failure.Reason, $"{failure.Detail}; the pod keeps its addresses: {kept.Message}", failure);
        }
    }

    private IpamAddArgs Request(CniEnvironment environment, PodArguments pod) => new()
    {
        ContainerID = environment.ContainerId,
        IfName = environment.IfName,
        NetNamespace = environment.NetNs,
        PodNamespace = pod.Namespace,
        PodName = pod.Name,
        PodUID = pod.Uid,
        DefaultIPv4IPPool = settings.DefaultIPv4Pools,
        DefaultIPv6IPPool = settings.DefaultIPv6Pools,
        CleanGateway = settings.CleanGateway,
        MatchMasterSubnet = settings.MatchMasterSubnet,
    };
}
