using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>What a ReplicaSet needs.</summary>
/// <param name="Create">Number of pods to create.</param>
/// <param name="Delete">Pods to delete.</param>
/// <param name="Status">Its status.</param>
internal sealed record ReplicaSetPlan(int Create, IReadOnlyList<Pod> Delete, JsonObject Status)
{
    /// <param name="set">The set.</param>
    /// <param name="pods">Those that it controls.</param>
    public static ReplicaSetPlan Of(ReplicaSet set, IEnumerable<Pod> pods)
    {
        var active = pods.Where(PodStates.IsActive).ToList();
        var ready = active.Count(PodFields.IsReady);
        // Those go first that nobody will miss: not placed, not ready, the youngest.
        var surplus = active.OrderByDescending(pod => string.IsNullOrEmpty(pod.Spec?.NodeName)).ThenBy(PodFields.IsReady)
            .ThenByDescending(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal)
            .Take(active.Count - set.Replicas).ToList();
        return new ReplicaSetPlan(Math.Max(0, set.Replicas - active.Count), surplus, new JsonObject
        {
            ["replicas"] = active.Count,
            ["fullyLabeledReplicas"] = active.Count,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready,
        });
    }
}
