using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Controller.Configuration;

/// <summary>When addresses of pods that are gone go back (spec/ipam.md 9, 12.3).</summary>
public sealed record ReclaimOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Whether a terminating pod of a Ready node loses its addresses once its grace has passed.</summary>
    public bool TerminatingOnReadyNode { get; init; } = true;

    /// <summary>The same on a node that is not Ready.</summary>
    public bool TerminatingOnNotReadyNode { get; init; } = true;

    /// <summary>Time between two scans of all pools.</summary>
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Added to the grace period of each pod.</summary>
    public TimeSpan AdditionalGrace { get; init; } = TimeSpan.Zero;

    /// <summary>Grace of a pod that was gone before anybody saw its grace period: the default of Kubernetes.</summary>
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the decision about an address depends on.</summary>
    public ReclaimRules Rules => new()
    {
        ReclaimOnReadyNode = TerminatingOnReadyNode,
        ReclaimOnNotReadyNode = TerminatingOnNotReadyNode,
        AdditionalGrace = AdditionalGrace,
        UnknownGrace = UnknownGrace,
    };
}
