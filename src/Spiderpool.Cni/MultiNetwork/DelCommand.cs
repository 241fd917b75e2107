using Spiderpool.Api;
using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>DEL: by what ADD kept, so that neither agent nor API server nor the network's definition is needed.</summary>
internal sealed class DelCommand(MultinicSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        var delegates = new Delegates(settings, call);
        if ((delegates.Records.Find(call.Environment.ContainerId) ?? Guess(call)) is { } record)
        {
            try
            {
                delegates.Remove(record);
            }
            catch (ReasonException failure)
            {
                throw new CniException(failure, CniErrorCode.TryAgainLater);
            }
        }
        return null;
    }

    /// <summary>
    /// A sandbox that nothing is kept of may be from before multinic was installed: then it has the network of the node.
    /// </summary>
    private PodRecord? Guess(CniCall call)
    {
        try
        {
            var (environment, pod) = (call.Environment, call.Environment.Pod);
            var list = new NodeNetworks(settings.ConfDir).Find(settings.DefaultNetwork);
            var args = Attachment.PodArgs(environment.ContainerId, pod.Namespace, pod.Name, pod.Uid);
            var attachment = new Attachment(environment.ContainerId, environment.NetNs, environment.IfName, args);
            return new PodRecord(environment.ContainerId, environment.NetNs, args, [new DelegateNetwork(list.Name, list, attachment)]);
        }
        catch (ReasonException failure)
        {
            call.Log.Write(PluginLogLevel.Warn, $"nothing is kept of sandbox {call.Environment.ContainerId}: {failure.Message}");
            return null;
        }
    }
}
