using System.Text.Json;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.Scheduling;

/// <summary>Which node a pod goes to.</summary>
internal static class NodeChoice
{
    /// <summary>
    /// The next of the nodes, by name, that take pods, are not known to be down and have the labels of the pod's nodeSelector; null
    /// when there is none.
    /// </summary>
    /// <param name="pod">The pod.</param>
    /// <param name="nodes">All nodes.</param>
    /// <param name="turn">Which of the nodes that fit is next; any number.</param>
    public static string? Of(Pod pod, IEnumerable<Node> nodes, int turn)
    {
        var selector = pod.NodeSelector();
        var fitting = nodes.Where(node => TakesPods(node) && selector.All(item => node.Metadata.Label(item.Key) == item.Value))
            .Select(node => node.Metadata.Name!).Order(StringComparer.Ordinal).ToList();
        return fitting.Count == 0 ? null : fitting[turn % fitting.Count];
    }

    private static bool TakesPods(Node node) => !node.Metadata.IsTerminating
        && node.Spec?.OtherFields?.GetValueOrDefault("unschedulable").ValueKind != JsonValueKind.True
        && node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status is null or "True";
}
