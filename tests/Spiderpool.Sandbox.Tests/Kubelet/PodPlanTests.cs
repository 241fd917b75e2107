using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Tests.Workloads;

namespace Spiderpool.Sandbox.Tests.Kubelet;

public sealed class PodPlanTests
{
    private static readonly PodSandbox Own = Sandbox("own", "uid-1");

    [Fact]
    public void A_pod_without_a_sandbox_gets_one()
    {
        AssertPlan(PodOf(), [], [], "Create");
    }

    [Fact]
    public void A_pod_keeps_its_sandbox()
    {
        Assert.Equal(Own, AssertPlan(PodOf(), [Own], [], "Keep").Sandbox);
    }

    [Fact]
    public void Sandboxes_of_an_earlier_pod_of_the_name_and_of_a_crash_go()
    {
        AssertPlan(PodOf(), [Sandbox("of another", "uid-0"), Own with { Id = "half", IsReady = false }], ["of another", "half"], "Create");
        AssertPlan(PodOf(), [Sandbox("of another", "uid-0"), Own], ["of another"], "Keep");
    }

    [Fact]
    public void Of_two_sandboxes_the_newer_stays()
    {
        Assert.Equal("newer", AssertPlan(PodOf(), [Own, Sandbox("newer", "uid-1")], ["own"], "Keep").Sandbox!.Id);
    }

    [Fact]
    public void A_pod_that_is_gone_leaves_nothing()
    {
        AssertPlan(null, [Own], ["own"], "Nothing");
        AssertPlan(null, [], [], "Nothing");
    }

    [Fact]
    public void A_deletion_is_finished_after_the_sandbox()
    {
        AssertPlan(PodOf(metadata: WorkloadObjects.Terminating()), [Own], ["own"], "Finish");
        AssertPlan(PodOf(phase: "Succeeded", metadata: WorkloadObjects.Terminating()), [], [], "Finish");
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void A_finished_pod_has_no_sandbox(string phase)
    {
        AssertPlan(PodOf(phase), [Own], ["own"], "Nothing");
    }

    [Fact]
    public void A_pod_in_the_network_of_the_node_has_no_sandbox()
    {
        AssertPlan(PodOf(spec: new JsonObject { ["hostNetwork"] = true }), [], [], "UseHost");
    }

    private static PodPlan AssertPlan(Pod? pod, PodSandbox[] sandboxes, string[] removed, string step)
    {
        var plan = PodPlan.Of(pod, sandboxes);
        Assert.Equal(removed, plan.Remove.Select(sandbox => sandbox.Id));
        Assert.Equal(step, plan.Step.ToString());
        return plan;
    }

    private static Pod PodOf(string phase = "Pending", JsonObject? spec = null, JsonObject? metadata = null)
    {
        metadata ??= [];
        metadata["uid"] = "uid-1";
        return WorkloadObjects.Read(Pod.JsonType, "pod", spec ?? [], new JsonObject { ["phase"] = phase }, metadata);
    }

    private static PodSandbox Sandbox(string id, string uid) => new()
    {
        Id = id,
        Namespace = "default",
        Name = "pod",
        Uid = uid,
        NetNs = $"/run/netns/{id}",
        Network = "underlay",
        CreatedAt = DateTimeOffset.UnixEpoch,
        IsReady = true,
    };
}
