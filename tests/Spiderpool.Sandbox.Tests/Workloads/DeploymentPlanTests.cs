using System.Text.Json.Nodes;
using CsCheck;
using Spiderpool.Sandbox.Workloads;
using static Spiderpool.Sandbox.Tests.Workloads.WorkloadObjects;

namespace Spiderpool.Sandbox.Tests.Workloads;

public sealed class DeploymentPlanTests
{
    [Fact]
    public void A_new_deployment_gets_a_set_of_the_wanted_size()
    {
        var plan = DeploymentPlan.Of(Wanted(3, "v1"), []);

        Assert.Equal(3, plan.Current);
        Assert.Empty(plan.Scale);
        Assert.Equal(3, plan.Status["unavailableReplicas"]!.GetValue<int>());
    }

    [Fact]
    public void Recreate_lets_all_old_pods_go_before_a_new_one_comes()
    {
        var deployment = Wanted(2, "v2", "Recreate");
        var first = DeploymentPlan.Of(deployment, [Set("v1", replicas: 2, available: 2)]);
        var second = DeploymentPlan.Of(deployment, [Set("v1", replicas: 0, available: 1)]);
        var third = DeploymentPlan.Of(deployment, [Set("v1", replicas: 0, available: 0)]);

        Assert.Equal((0, 0), (first.Current, Assert.Single(first.Scale).Replicas));
        Assert.Equal(0, second.Current);
        Assert.Equal(2, third.Current);
    }

    [Fact]
    public void The_hash_tells_templates_apart_and_nothing_else()
    {
        Assert.Equal(DeploymentPlan.Of(Wanted(1, "v1"), []).Hash, DeploymentPlan.Of(Wanted(9, "v1"), []).Hash);
        Assert.NotEqual(DeploymentPlan.Of(Wanted(1, "v1"), []).Hash, DeploymentPlan.Of(Wanted(1, "v2"), []).Hash);
    }

    /// <summary>Pods become available in any order and at any time; the bounds hold at each step, and the rollout ends.</summary>
    [Fact]
    public void A_rollout_keeps_the_bounds_and_ends_with_the_new_template_alone() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12].List[1, 3], Gen.Int[0, 1000].List[150]).Sample((wanted, olds, choices) =>
        {
            var sets = olds.Select((size, index) => (Image: $"v{index}", Size: size, Available: size)).ToList();
            // A rollout begins from a state within the bounds.
            var before = sets.Sum(set => set.Size);
            var deployment = Wanted(wanted, "new");
            foreach (var choice in choices)
            {
                var objects = sets.Select(set => Set(set.Image, set.Size, set.Available)).ToList();
                var plan = DeploymentPlan.Of(deployment, objects);
                var current = sets.FindIndex(set => set.Image == "new");
                if (current < 0)
                    sets.Add(("new", plan.Current, 0));
                else
                    sets[current] = ("new", plan.Current, Math.Min(sets[current].Available, plan.Current));
                foreach (var (set, replicas) in plan.Scale)
                {
                    var index = objects.IndexOf(set);
                    sets[index] = sets[index] with { Size = replicas, Available = Math.Min(sets[index].Available, replicas) };
                }

                Assert.True(sets.Sum(set => set.Size) <= Math.Max(before, wanted + (wanted + 3) / 4));
                Assert.True(sets.Sum(set => set.Available) >= Math.Min(before, wanted - wanted / 4));
                var waiting = Enumerable.Range(0, sets.Count).Where(index => sets[index].Available < sets[index].Size).ToList();
                if (waiting.Count > 0 && waiting[choice % waiting.Count] is var chosen)
                    sets[chosen] = sets[chosen] with { Available = sets[chosen].Available + 1 };
            }

            Assert.Equal(wanted, sets.Single(set => set.Image == "new").Available);
            Assert.All(sets.Where(set => set.Image != "new"), set => Assert.Equal(0, set.Size));
        }, iter: 100);

    private static Deployment Wanted(int replicas, string image, string? strategy = null)
    {
        var spec = Spec(replicas, image);
        spec["strategy"] = new JsonObject { ["type"] = strategy };
        return Read(Deployment.JsonType, "web", spec);
    }

    private static ReplicaSet Set(string image, int replicas, int available)
    {
        var hash = TemplateHash.Of(Wanted(1, image).Spec.Template);
        return Read(ReplicaSet.JsonType, $"web-{hash}", Spec(replicas, image),
            new JsonObject { ["replicas"] = available, ["availableReplicas"] = available },
            new JsonObject { ["labels"] = new JsonObject { ["pod-template-hash"] = hash } });
    }
}
