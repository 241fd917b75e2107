namespace Spiderpool.Ipam.Reclaim;

/// <summary>What a node can still do with the sandbox of a pod.</summary>
public enum NodeState
{
    /// <summary>Nobody recorded where the pod ran.</summary>
    Unknown,

    Ready,

    /// <summary>Does not report; its containers may still run.</summary>
    NotReady,

    /// <summary>An administrator vouches that nothing runs there (taint node.kubernetes.io/out-of-service, KEP-2268).</summary>
    Fenced,

    /// <summary>The API server has no such node.</summary>
    Gone,
}
