namespace Spiderpool.Coordination.Plan;

/// <summary>How a pod reaches its node and the cluster network.</summary>
public enum CoordinationMode
{
    /// <summary>underlay or overlay, by the order of the pod's interfaces.</summary>
    Auto,

    /// <summary>All interfaces are underlay: a veth pair of ours leads to the node.</summary>
    Underlay,

    /// <summary>The first interface is the cluster network's, which leads to the node.</summary>
    Overlay,

    /// <summary>The plugin does nothing.</summary>
    Disabled,
}
