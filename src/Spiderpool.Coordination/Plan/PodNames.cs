namespace Spiderpool.Coordination.Plan;

/// <summary>Names and numbers in a pod (spec/cni.md 2, 3).</summary>
public static class PodNames
{
    /// <summary>The pod's end of the veth pair.</summary>
    public const string Veth = "veth0";

    /// <summary>Mark of connections that came in from the node.</summary>
    public const uint Mark = 1;

    /// <summary>Table of the replies to the node, or of the first interface in overlay mode.</summary>
    public const uint ReplyTable = 100;

    /// <summary>Table of the first interface in underlay mode, and of the second one.</summary>
    public const uint FirstTable = 101;

    public const uint MarkPriority = 1000;

    /// <summary>Priority of the rules by source. Their sources differ, so that their order does not matter.</summary>
    public const uint SourcePriority = 999;

    /// <summary>Priority of the rule on the host.</summary>
    public const uint HostPriority = 1000;
}
