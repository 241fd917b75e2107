using System.Globalization;
using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>What a StatefulSet needs.</summary>
/// <param name="Create">Numbers of the pods to create.</param>
/// <param name="Delete">Pods to delete.</param>
/// <param name="Status">Its status.</param>
internal sealed record StatefulSetPlan(IReadOnlyList<int> Create, IReadOnlyList<Pod> Delete, JsonObject Status)
{
    /// <param name="set">The set.</param>
    /// <param name="pods">Those that it controls.</param>
    public static StatefulSetPlan Of(StatefulSet set, IEnumerable<Pod> pods)
    {
        var all = pods.Select(pod => (Pod: pod, Ordinal: OrdinalOf(set, pod))).Where(item => item.Ordinal >= 0)
            .OrderBy(item => item.Ordinal).ToList();
        var start = set.Spec.Ordinals?.Start ?? 0;
        var wanted = Enumerable.Range(start, set.Replicas).ToList();
        var missing = wanted.Except(all.Select(item => item.Ordinal)).ToList();
        var surplus = all.Where(item => !wanted.Contains(item.Ordinal)).Select(item => item.Pod).Reverse().ToList();
        var finished = all.Select(item => item.Pod).Where(PodStates.IsFinished).ToList();
        var revision = TemplateHash.Of(set.Spec.Template);
        var status = StatusOf([.. all.Select(item => item.Pod)], revision);
        var isParallel = set.Spec.PodManagementPolicy == "Parallel";
        if (!isParallel)
        {
            // One after the other: the next comes, or goes, when all before it are well.
            missing = [.. missing.Take(1).Where(next => all.All(item => item.Ordinal > next || IsWell(item.Pod)))];
            surplus = missing.Count == 0 ? [.. surplus.Take(1)] : [];
        }

        var delete = surplus.Concat(finished).Distinct().Where(pod => !pod.Metadata.IsTerminating).ToList();
        var replacesOld = set.Spec.UpdateStrategy?.Type != "OnDelete";
        if (replacesOld && missing.Count == 0 && delete.Count == 0 && all.Count == wanted.Count && all.All(item => IsWell(item.Pod)))
            delete = [.. all.Select(item => item.Pod).Where(pod => RevisionOf(pod) != revision).TakeLast(1)];
        return new StatefulSetPlan(missing, delete, status);
    }

    private static bool IsWell(Pod pod) => PodStates.IsActive(pod) && pod.IsReady();

    private static string? RevisionOf(Pod pod) => pod.Metadata.Label(TemplateHash.StatefulSetLabel);

    private static int OrdinalOf(StatefulSet set, Pod pod)
    {
        var prefix = $"{set.Metadata.Name}-";
        var name = pod.Metadata.Name ?? "";
        return name.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
    }

    private static JsonObject StatusOf(IReadOnlyList<Pod> pods, string revision)
    {
        var active = pods.Where(PodStates.IsActive).ToList();
        var (ready, updated) = (active.Count(PodFields.IsReady), active.Count(pod => RevisionOf(pod) == revision));
        return new JsonObject
        {
            ["replicas"] = active.Count,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready,
            ["currentReplicas"] = updated,
            ["updatedReplicas"] = updated,
            ["currentRevision"] = revision,
            ["updateRevision"] = revision,
        };
    }
}
