using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Reclaim;

/// <summary>What is known about the holder of an address, read at one moment.</summary>
public sealed record HolderFacts
{
    /// <summary>
    /// The pod of the record's name as the API server had it when it was asked, whatever its UID; null when there is none.
    /// A cache is no source for this: it may lack a pod that lives.
    /// </summary>
    public required Pod? Pod { get; init; }

    /// <summary>Whether the address outlives the pod: it belongs to a StatefulSet's pod or to a virtual machine.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether the owner of a static address still wants a pod of this name.</summary>
    public bool IsWanted { get; init; }

    /// <summary>The node that the pod ran on.</summary>
    public NodeState Node { get; init; } = NodeState.Unknown;

    /// <summary>
    /// For how long this process has known that the pod is gone or, while it is there, that it is ending, by a clock that
    /// nobody sets; zero when this is the first time.
    /// </summary>
    public TimeSpan KnownFor { get; init; }

    /// <summary>
    /// The time that the containers of a pod that is gone may take to end, when somebody saw the pod before it went; null for
    /// <see cref="ReclaimRules.UnknownGrace"/>.
    /// </summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>Whether the kubelet's last word on the pod was that each of its containers has ended.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Whether an administrator vouches that nothing uses the address.</summary>
    public bool IsVouched { get; init; }

    public required DateTimeOffset Now { get; init; }
}
