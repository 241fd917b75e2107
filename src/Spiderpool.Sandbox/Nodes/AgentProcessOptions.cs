using System.Collections.Immutable;

namespace Spiderpool.Sandbox.Nodes;

/// <summary>How the agent of a node runs.</summary>
public sealed record AgentProcessOptions
{
    /// <summary>The <c>spiderpool-agent</c> binary.</summary>
    public required string Binary { get; init; }

    /// <summary>SPIDERPOOL_NODE_NAME.</summary>
    public required string Node { get; init; }

    /// <summary>Its unix socket.</summary>
    public required string Socket { get; init; }

    /// <summary>Its conf.yml, which is written at the start.</summary>
    public required string ConfigurationFile { get; init; }

    public required string Kubeconfig { get; init; }

    /// <summary>Where its output is appended to.</summary>
    public required string LogFile { get; init; }

    /// <summary>Keys of conf.yml besides the socket.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Further environment variables.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Pause before a restart; doubled by each one that follows soon.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(10);
}
