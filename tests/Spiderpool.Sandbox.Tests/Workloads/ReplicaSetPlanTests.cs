using System.Text.Json.Nodes;
using Spiderpool.Sandbox.Workloads;
using static Spiderpool.Sandbox.Tests.Workloads.WorkloadObjects;

namespace Spiderpool.Sandbox.Tests.Workloads;

public sealed class ReplicaSetPlanTests
{
    [Fact]
    public void Missing_pods_are_created_and_those_that_end_do_not_count()
    {
        var plan = ReplicaSetPlan.Of(Set(3), [Pod("a"), Pod("b", metadata: Terminating()), Pod("c", phase: "Failed")]);

        Assert.Equal(2, plan.Create);
        Assert.Empty(plan.Delete);
        Assert.Equal("""{"replicas":1,"fullyLabeledReplicas":1,"readyReplicas":1,"availableReplicas":1}""", plan.Status.ToJsonString());
    }

    [Fact]
    public void Of_too_many_those_go_first_that_are_not_placed_then_not_ready_then_the_youngest()
    {
        var old = Pod("old", metadata: Created("2026-01-01T00:00:00Z"));
        var young = Pod("young", metadata: Created("2026-01-02T00:00:00Z"));
        var unready = Pod("unready", ready: false, metadata: Created("2026-01-01T00:00:00Z"));
        var unplaced = Pod("unplaced", ready: false, node: null);

        Assert.Equal(["unplaced"], Deleted(3));
        Assert.Equal(["unplaced", "unready"], Deleted(2));
        Assert.Equal(["unplaced", "unready", "young"], Deleted(1));
        Assert.Empty(Deleted(4));

        IEnumerable<string?> Deleted(int replicas) =>
            ReplicaSetPlan.Of(Set(replicas), [young, unplaced, old, unready]).Delete.Select(pod => pod.Metadata.Name);
    }

    private static ReplicaSet Set(int replicas) => Read(ReplicaSet.JsonType, "web", Spec(replicas));

    private static JsonObject Created(string time) => new() { ["creationTimestamp"] = time };
}
