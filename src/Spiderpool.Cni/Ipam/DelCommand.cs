using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>
/// DEL: release. It succeeds when nothing is left. Any failure of the agent asks the runtime to call again, since a
/// success would lose the addresses silently. The network namespace may be gone.
/// </summary>
internal sealed class DelCommand(IpamSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        if (!call.Environment.Pod.IsNamed)
        {
            // ADD refuses such a call: to fail here would only keep the sandbox of a failed ADD for ever.
            call.Log.Write(PluginLogLevel.Warn, "DEL has nothing to release: CNI_ARGS names no pod");
            return null;
        }
        try
        {
            new AgentClient(settings.Agent, call.Time).Release(Request(call.Environment, call.Environment.Pod));
        }
        catch (ReasonException failure)
        {
            throw new CniException(failure, CniErrorCode.TryAgainLater);
        }
        return null;
    }

    public static IpamDelArgs Request(CniEnvironment environment, PodArguments pod) => new()
    {
        ContainerID = environment.ContainerId,
        IfName = environment.IfName,
        NetNamespace = environment.NetNs,
        PodNamespace = pod.Namespace,
        PodName = pod.Name,
        PodUID = pod.Uid,
    };
}
