using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;

namespace Spiderpool.Cni.Ipam;

/// <summary>The <c>ipam</c> block of the network configuration (spec/ipam.md 1.1).</summary>
public sealed record IpamSettings
{
    public AgentOptions Agent { get; init; } = new();

    public required PluginLogOptions Log { get; init; }

    /// <summary>Pools for pods that name none; wildcards allowed.</summary>
    public IReadOnlyList<string>? DefaultIPv4Pools { get; init; }

    /// <inheritdoc cref="DefaultIPv4Pools"/>
    public IReadOnlyList<string>? DefaultIPv6Pools { get; init; }

    /// <summary>The pool's gateway becomes no default route.</summary>
    public bool CleanGateway { get; init; }

    /// <summary>The pool's subnet must hold an address of the master interface.</summary>
    public bool MatchMasterSubnet { get; init; }

    /// <summary>Keys that have no meaning here, most likely misspelt.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
