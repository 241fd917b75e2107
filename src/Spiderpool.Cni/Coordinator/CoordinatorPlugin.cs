using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Coordinator;

/// <summary>The chained plugin <c>coordinator</c> (spec/cni.md 1 to 5).</summary>
public sealed class CoordinatorPlugin : ICniPlugin
{
    public string Name => "coordinator";

    public string Summary =>
        "lets underlay pods reach their node, Services and the cluster network, and splits the routes of their interfaces";

    public IConfiguredPlugin Configure(NetConf conf)
    {
        var settings = CoordinatorConfReader.Read(conf.Root);
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
