using System.Collections.Immutable;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Cni.Delegation;

/// <summary>Where and how plugins run.</summary>
public sealed record PluginExecutorOptions
{
    /// <summary>Folders with plugins (CNI_PATH); the first that has one wins.</summary>
    public required ImmutableArray<string> Path { get; init; }

    /// <summary>Network namespace of the node; null for that of this process. Stays the caller's to dispose.</summary>
    public NetworkNamespace? Node { get; init; }

    /// <summary>
    /// How long a plugin may take before it is killed. More than the 100 s after which the IPAM plugin gives up by itself,
    /// so that the reason comes from there.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(110);

    /// <summary>Further environment variables of the plugins.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;
}
