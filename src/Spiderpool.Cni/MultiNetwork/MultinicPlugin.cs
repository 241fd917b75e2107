using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>
/// The meta plugin <c>multinic</c>: it gives a pod the networks that its annotations name, by the plugins of each (Kubernetes
/// Network Custom Resource Definition De-facto Standard). What to do comes from the agent, so it has no credentials.
/// </summary>
public sealed class MultinicPlugin : ICniPlugin
{
    public string Name => "multinic";

    public string Summary => "gives pods the networks that their annotations name, by the plugins of each network";

    public IConfiguredPlugin Configure(NetConf conf)
    {
        var settings = MultinicSettings.Read(conf);
        return new ConfiguredPlugin
        {
            Log = settings.Log,
            Warnings = settings.Warnings,
            Add = () => new AddCommand(settings),
            Check = () => new CheckCommand(settings),
            Del = () => new DelCommand(settings),
            Gc = () => new GcCommand(settings),
            Status = () => new StatusCommand(settings),
        };
    }
}
