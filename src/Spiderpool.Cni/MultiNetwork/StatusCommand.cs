using Spiderpool.Api;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>STATUS: fails with code 50 while the agent or the node's own network cannot serve ADD.</summary>
internal sealed class StatusCommand(MultinicSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        try
        {
            new AgentClient(settings.Agent, call.Time).RequireHealthy();
            if (FindOfNode() is { } list) new Delegates(settings, call).Status(list);
        }
        catch (ReasonException failure)
        {
            throw new CniException(failure, CniErrorCode.PluginNotAvailable);
        }
        return null;
    }

    /// <summary>The cluster may name a network instead, which only the agent knows.</summary>
    private Delegation.NetworkConfigList? FindOfNode()
    {
        try
        {
            return new NodeNetworks(settings.ConfDir).Find(settings.DefaultNetwork);
        }
        catch (ReasonException absent) when (absent.Reason == Reason.NetworkNotFound && settings.DefaultNetwork is null)
        {
            return null;
        }
    }
}
