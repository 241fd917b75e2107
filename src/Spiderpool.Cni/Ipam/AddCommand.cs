using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>ADD: allocate, and answer with what belongs to this interface.</summary>
internal sealed class AddCommand(IpamSettings settings) : ICniCommand
{
    public CniResult Run(CniCall call)
    {
        var (environment, pod) = (call.Environment, call.Environment.Pod.Require());
        var agent = new AgentClient(settings.Agent, call.Time);
        using var netns = PodNamespace.Open(environment);
        var allocation = InterfaceAllocation.Of(agent.Allocate(Request(environment, pod)), environment.IfName, pod);
        return allocation.ToResult();
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
