using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Reclaim;

/// <summary>What a Node object says about its node.</summary>
public static class NodeStates
{
    /// <param name="node">As the API server has it; null when it has no such node.</param>
    public static NodeState Of(Node? node)
    {
        if (node is null) return NodeState.Gone;
        if (node.Spec?.Taints?.Any(taint => taint.Key == Taint.OutOfService) is true) return NodeState.Fenced;
        return node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status == "True"
            ? NodeState.Ready
            : NodeState.NotReady;
    }
}
