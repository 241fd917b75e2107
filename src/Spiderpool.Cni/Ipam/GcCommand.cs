using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>GC: tells the agent which attachments the runtime still has, so that it frees the addresses of the others.</summary>
internal sealed class GcCommand(IpamSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        var attachments = call.Conf.RequireValidAttachments();
        var request = new IpamGcArgs
        {
            ValidAttachments = [.. attachments.Select(item => new Attachment { ContainerID = item.ContainerId, IfName = item.IfName })],
        };
        try
        {
            var freed = new AgentClient(settings.Agent, call.Time).CollectGarbage(request).Released;
            if (freed.Count > 0) call.Log.Write(PluginLogLevel.Info, $"GC freed the addresses of {string.Join(", ", freed)}");
        }
        catch (ReasonException failure)
        {
            throw new CniException(failure, CniErrorCode.TryAgainLater);
        }
        return null;
    }
}
