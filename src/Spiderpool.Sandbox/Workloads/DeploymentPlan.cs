using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>What a Deployment needs.</summary>
/// <param name="Hash">Of its template.</param>
/// <param name="Current">Wanted size of the ReplicaSet of the template, which is created if it is not there.</param>
/// <param name="Scale">Other ReplicaSets with their wanted sizes, as far as these change.</param>
/// <param name="Status">Its status.</param>
internal sealed record DeploymentPlan(string Hash, int Current, IReadOnlyList<(ReplicaSet Set, int Replicas)> Scale, JsonObject Status)
{
    /// <param name="deployment">The deployment.</param>
    /// <param name="sets">Those that it controls.</param>
    public static DeploymentPlan Of(Deployment deployment, IReadOnlyList<ReplicaSet> sets)
    {
        var hash = TemplateHash.Of(deployment.Spec.Template);
        var current = sets.FirstOrDefault(set => set.Metadata.Label(TemplateHash.DeploymentLabel) == hash);
        var old = sets.Where(set => set != current).OrderBy(set => set.Metadata.CreationTimestamp).ToList();
        var (size, scale) = deployment.Spec.Strategy?.Type == "Recreate"
            ? Recreate(deployment.Replicas, current, old)
            : Roll(deployment.Replicas, current, old);
        return new DeploymentPlan(hash, size, scale, StatusOf(deployment, current, sets));
    }

    private static (int, IReadOnlyList<(ReplicaSet, int)>) Recreate(int wanted, ReplicaSet? current, List<ReplicaSet> old)
    {
        var goes = old.Where(set => set.Replicas > 0).Select(set => (set, 0)).ToList();
        var isGone = goes.Count == 0 && old.All(set => set.StatusNumber("replicas") == 0);
        return (isGone ? wanted : current?.Replicas ?? 0, goes);
    }

    /// <summary>At most a quarter more pods than wanted (rounded up), and a quarter less (rounded down).</summary>
    private static (int, IReadOnlyList<(ReplicaSet, int)>) Roll(int wanted, ReplicaSet? current, List<ReplicaSet> old)
    {
        var (have, others) = (current?.Replicas ?? 0, old.Sum(set => set.Replicas));
        var room = wanted + (wanted + 3) / 4 - have - others;
        var size = have > wanted ? wanted : Math.Min(wanted, have + Math.Max(0, room));
        var unavailable = have - Math.Min(have, current?.StatusNumber("availableReplicas") ?? 0);
        var spare = have + others - (wanted - wanted / 4) - unavailable;
        var scale = new List<(ReplicaSet, int)>();
        foreach (var set in old.Where(set => set.Replicas > 0 && spare > 0))
        {
            var less = Math.Min(set.Replicas, spare);
            scale.Add((set, set.Replicas - less));
            spare -= less;
        }

        return (size, scale);
    }

    private static JsonObject StatusOf(Deployment deployment, ReplicaSet? current, IReadOnlyList<ReplicaSet> sets)
    {
        int Sum(string name) => sets.Sum(set => set.StatusNumber(name));
        var (updated, available) = (current?.StatusNumber("replicas") ?? 0, Sum("availableReplicas"));
        var isComplete = updated == deployment.Replicas && available == deployment.Replicas && Sum("replicas") == updated;
        return new JsonObject
        {
            ["replicas"] = Sum("replicas"),
            ["updatedReplicas"] = updated,
            ["readyReplicas"] = Sum("readyReplicas"),
            ["availableReplicas"] = available,
            ["unavailableReplicas"] = Math.Max(0, deployment.Replicas - available),
            ["conditions"] = new JsonArray(
                WorkloadStatus.Condition("Available", available >= deployment.Replicas - deployment.Replicas / 4,
                    available >= deployment.Replicas - deployment.Replicas / 4 ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable"),
                WorkloadStatus.Condition("Progressing", true, isComplete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated")),
        };
    }
}
