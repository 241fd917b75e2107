using System.Collections.Immutable;

namespace Spiderpool.Sandbox.Daemons;

/// <summary>How a daemon of the product runs.</summary>
public sealed record DaemonProcessOptions
{
    /// <summary>SPIDERPOOL_POD_NAME: who it is to the API server, and in logs.</summary>
    public required string Name { get; init; }

    /// <summary>The program.</summary>
    public required string Binary { get; init; }

    /// <summary>Its conf.yml, which is written at the start.</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>Keys of conf.yml.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    public required string Kubeconfig { get; init; }

    /// <summary>Where its output is appended to.</summary>
    public required string LogFile { get; init; }

    /// <summary>Further environment variables.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Pause before a restart; doubled by each one that follows soon.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(10);
}
