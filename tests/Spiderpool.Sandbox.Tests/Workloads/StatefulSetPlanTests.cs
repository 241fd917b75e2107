using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Workloads;
using static Spiderpool.Sandbox.Tests.Workloads.WorkloadObjects;
using StatefulSet = Spiderpool.Sandbox.Workloads.StatefulSet;

namespace Spiderpool.Sandbox.Tests.Workloads;

public sealed class StatefulSetPlanTests
{
    [Fact]
    public void Pods_come_one_after_the_other()
    {
        Assert.Equal([0], Plan(StatefulSet(3)).Create);
        Assert.Equal([1], Plan(StatefulSet(3), Member(0)).Create);
        Assert.Empty(Plan(StatefulSet(3), Member(0, ready: false)).Create);
    }

    [Fact]
    public void A_missing_pod_comes_again_whatever_is_above_it()
    {
        Assert.Equal([1], Plan(StatefulSet(3), Member(0), Member(2, ready: false)).Create);
    }

    [Fact]
    public void A_pod_that_is_going_must_be_gone_before_its_successor_comes()
    {
        var plan = Plan(StatefulSet(1), Member(0, metadata: Terminating()));

        Assert.Empty(plan.Create);
        Assert.Empty(plan.Delete);
    }

    [Fact]
    public void Parallel_pods_come_and_go_at_once()
    {
        Assert.Equal([0, 1, 2], Plan(StatefulSet(3, policy: "Parallel")).Create);
        Assert.Equal(["web-2", "web-1"], Names(Plan(StatefulSet(1, policy: "Parallel"), Member(0), Member(1), Member(2)).Delete));
    }

    [Fact]
    public void Numbers_start_where_the_spec_says()
    {
        Assert.Equal([5], Plan(StatefulSet(2, start: 5)).Create);
        Assert.Equal(["web-4"], Names(Plan(StatefulSet(1, start: 5), Member(4), Member(5)).Delete));
    }

    [Fact]
    public void Surplus_pods_go_from_the_highest_number_one_at_a_time()
    {
        Assert.Equal(["web-3"], Names(Plan(StatefulSet(1), Member(0), Member(1), Member(2), Member(3)).Delete));
    }

    [Fact]
    public void A_finished_pod_is_replaced()
    {
        Assert.Equal(["web-0"], Names(Plan(StatefulSet(1), Member(0, phase: "Failed")).Delete));
    }

    [Fact]
    public void A_new_template_replaces_the_highest_pod_once_all_are_well()
    {
        var set = StatefulSet(2, image: "v2");

        Assert.Equal(["web-1"], Names(Plan(set, Member(0), Member(1)).Delete));
        Assert.Empty(Plan(set, Member(0), Member(1, ready: false)).Delete);
    }

    [Fact]
    public void A_new_template_replaces_nothing_where_the_user_does_so_by_deleting()
    {
        var set = StatefulSet(2, image: "v2");
        set = set with { Spec = set.Spec with { UpdateStrategy = new RolloutStrategy { Type = "OnDelete" } } };

        Assert.Empty(Plan(set, Member(0), Member(1)).Delete);
    }

    [Fact]
    public void Pods_of_other_names_are_not_counted()
    {
        Assert.Equal([0], Plan(StatefulSet(1), Pod("web-x"), Pod("web--1"), Pod("other-0")).Create);
    }

    [Fact]
    public void The_pod_has_number_labels_and_owner()
    {
        var pod = PodFactory.Of(StatefulSet(1), 7);

        Assert.Equal("web-7", pod.Metadata.Name);
        Assert.Equal("web", pod.Metadata.Label("app"));
        Assert.Equal("7", pod.Metadata.Label("apps.kubernetes.io/pod-index"));
        var owner = Assert.Single(pod.Metadata.OwnerReferences!);
        Assert.Equal(("apps/v1", "StatefulSet", "web", "uid-web", true),
            (owner.ApiVersion, owner.Kind, owner.Name, owner.Uid, owner.Controller));
    }

    private static StatefulSetPlan Plan(StatefulSet set, params Pod[] pods) => StatefulSetPlan.Of(set, pods);

    private static IEnumerable<string?> Names(IEnumerable<Pod> pods) => pods.Select(pod => pod.Metadata.Name);

    /// <summary>A pod of the template with image v1.</summary>
    private static Pod Member(int ordinal, bool ready = true, string phase = "Running", JsonObject? metadata = null)
    {
        metadata ??= [];
        metadata["labels"] = new JsonObject { ["controller-revision-hash"] = TemplateHash.Of(StatefulSet(1).Spec.Template) };
        return Pod($"web-{ordinal}", ready, phase, metadata);
    }
}
