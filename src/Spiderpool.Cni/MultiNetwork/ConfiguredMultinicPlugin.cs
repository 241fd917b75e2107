using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

internal sealed class ConfiguredMultinicPlugin(MultinicSettings settings) : IConfiguredPlugin
{
    public PluginLogOptions Log => settings.Log;

    public IReadOnlyList<string> Warnings => settings.Warnings;

    public ICniCommand Command(CniVerb verb) => verb switch
    {
        CniVerb.Add => new AddCommand(settings),
        CniVerb.Del => new DelCommand(settings),
        CniVerb.Check => new CheckCommand(settings),
        CniVerb.Gc => new GcCommand(settings),
        CniVerb.Status => new StatusCommand(settings),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "VERSION needs no configuration"),
    };
}
