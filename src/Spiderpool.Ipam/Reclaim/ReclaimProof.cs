namespace Spiderpool.Ipam.Reclaim;

/// <summary>The second proof that nobody uses an address, beside the API server's word that its pod is gone or has ended.</summary>
public enum ReclaimProof
{
    None,

    /// <summary>The kubelet reported the end of each container.</summary>
    ContainersEnded,

    NodeGone,

    NodeFenced,

    /// <summary>An administrator vouched that nothing uses the address.</summary>
    Vouched,

    /// <summary>The pod was given the time to end, and longer.</summary>
    GracePassed,
}
