using Spiderpool.Api;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>STATUS: fails with code 50 while the agent cannot serve ADD (CNI spec 1.1).</summary>
internal sealed class StatusCommand(IpamSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        try
        {
            new AgentClient(settings.Agent, call.Time).RequireHealthy();
        }
        catch (ReasonException failure)
        {
            throw new CniException(failure, CniErrorCode.PluginNotAvailable);
        }
        return null;
    }
}
