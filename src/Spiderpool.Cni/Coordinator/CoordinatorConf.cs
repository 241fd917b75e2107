using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;

namespace Spiderpool.Cni.Coordinator;

/// <summary>The plugin's own keys of the network configuration.</summary>
internal sealed record CoordinatorConf
{
    public required AgentOptions Agent { get; init; }

    public required PluginLogOptions Log { get; init; }

    /// <summary>What goes before the cluster's settings.</summary>
    public required CoordinatorValues Values { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}
