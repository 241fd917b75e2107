using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Coordinator;

internal sealed class ConfiguredCoordinator(CoordinatorConf conf) : IConfiguredPlugin
{
    public PluginLogOptions Log => conf.Log;

    public IReadOnlyList<string> Warnings => conf.Warnings;

    public ICniCommand Command(CniVerb verb) => verb switch
    {
        CniVerb.Add => new AddCommand(conf),
        CniVerb.Check => new CheckCommand(conf),
        CniVerb.Del => new DelCommand(conf),
        CniVerb.Gc => new GcCommand(conf),
        CniVerb.Status => new StatusCommand(conf),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "VERSION needs no configuration"),
    };
}
