using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Coordinator;

/// <summary>The chained plugin <c>coordinator</c> (spec/cni.md 1 to 5).</summary>
public sealed class CoordinatorPlugin : ICniPlugin
{
    public string Name => "coordinator";

    public string Summary =>
        "lets underlay pods reach their node, Services and the cluster network, and splits the routes of their interfaces";

    public IConfiguredPlugin Configure(NetConf conf) => new ConfiguredCoordinator(CoordinatorConfReader.Read(conf.Root));
}
