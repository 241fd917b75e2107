namespace Spiderpool.Ipam.Reclaim;

/// <summary>The settings that the decision depends on.</summary>
public sealed record ReclaimRules
{
    /// <summary>
    /// Whether a terminating pod on a Ready node loses its addresses once its containers have ended and its grace has
    /// passed, though the kubelet has not removed the pod.
    /// </summary>
    public bool ReclaimOnReadyNode { get; init; } = true;

    /// <summary>Whether a terminating pod on a node that is not Ready loses its addresses once its grace has passed.</summary>
    public bool ReclaimOnNotReadyNode { get; init; } = true;

    /// <summary>Added to each grace period.</summary>
    public TimeSpan AdditionalGrace { get; init; }

    /// <summary>Grace of a pod that was gone before anybody saw its own.</summary>
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromSeconds(30);
}
