using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Coordinators;

namespace Spiderpool.Controller.Tests.Coordinators;

/// <summary>From what the cluster says to the status (spec/cni.md 6).</summary>
public class CoordinatorStatusTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly ClusterCidrs Kubeadm = new(["10.244.0.0/16"], ["10.96.0.0/12"]);
    private static readonly ClusterCidrs Flags = new(["10.1.0.0/16", "fd00:1::/48"], ["10.2.0.0/16"]);

    [Fact]
    public void V00009_Cluster_takes_kubeadm_first_then_the_flags_then_the_nodes()
    {
        var all = new NetworkFacts { Kubeadm = Kubeadm, ControllerManager = Flags, NodePodCidrs = ["10.3.1.0/24", "10.3.0.0/24"] };

        AssertCidrs("10.244.0.0/16", "10.96.0.0/12", all);
        AssertCidrs("10.1.0.0/16,fd00:1::/48", "10.2.0.0/16", all with { Kubeadm = ClusterCidrs.None });
        Assert.Equal(["10.3.0.0/23"],
            Status("cluster", all with { Kubeadm = ClusterCidrs.None, ControllerManager = ClusterCidrs.None }).OverlayPodCIDR);
    }

    [Fact]
    public void Sources_complete_each_other()
    {
        var facts = new NetworkFacts { Kubeadm = new([], ["10.96.0.0/12"]), ControllerManager = new(["10.1.0.0/16"], []) };

        AssertCidrs("10.1.0.0/16", "10.96.0.0/12", facts);
    }

    [Fact]
    public void V00010_ServiceCIDR_objects_come_before_kubeadm_and_the_spec_before_all()
    {
        var facts = new NetworkFacts { Kubeadm = Kubeadm, ServiceCidrs = ["10.7.0.0/16", "fd00:7::/112"], ServiceRange = ["10.9.0.0/16"] };

        Assert.Equal(["10.7.0.0/16", "fd00:7::/112"], Status("none", facts).ServiceCIDR);
        Assert.Equal(["10.8.0.0/16"], Status("none", facts, spec => spec with { ServiceCIDRs = ["10.8.0.0/16"] }).ServiceCIDR);
        Assert.Equal(["10.9.0.0/16"], Status("none", facts with { ServiceCidrs = [], Kubeadm = ClusterCidrs.None }).ServiceCIDR);
    }

    [Fact]
    public void V00003_Calico_gives_its_enabled_pools_by_age()
    {
        var facts = new NetworkFacts
        {
            CalicoPools =
            [
                Pool("new", "10.20.0.0/16", age: 1), Pool("old", "fd00:20::/48", age: 2),
                Pool("off", "10.21.0.0/16", age: 3, disabled: true),
                Pool("going", "10.22.0.0/16", age: 4, deleted: true),
            ],
        };

        Assert.Equal(["fd00:20::/48", "10.20.0.0/16"], Status("calico", facts).OverlayPodCIDR);
    }

    [Theory]
    [InlineData("cluster-pool", "10.0.0.0/8,fd00:30::/48")]
    [InlineData("multi-pool", "10.31.0.0/16,fd00:31::/48")]
    [InlineData("kubernetes", "10.244.0.0/16")]
    public void V00004_Cilium_gives_the_ranges_of_its_mode(string mode, string expected)
    {
        var facts = new NetworkFacts
        {
            Kubeadm = Kubeadm,
            CiliumConfig = new Dictionary<string, string>
            {
                ["ipam"] = mode,
                ["cluster-pool-ipv4-cidr"] = "10.0.0.0/8",
                ["cluster-pool-ipv6-cidr"] = "fd00:30::/48",
            },
            CiliumPools =
            [
                new CiliumPodIPPool
                {
                    Metadata = new() { Name = "default" },
                    Spec = new() { Ipv4 = new() { Cidrs = ["10.31.0.0/16"] }, Ipv6 = new() { Cidrs = ["fd00:31::/48"] } },
                },
            ],
        };

        Assert.Equal(expected, string.Join(',', Status("cilium", facts).OverlayPodCIDR!));
    }

    [Theory]
    [InlineData("calico", "calico")]
    [InlineData("k8s-pod-network", "calico")]
    [InlineData("cilium", "cilium")]
    [InlineData("flannel", "cluster")]
    [InlineData("bridge", "none")]
    [InlineData(null, "none")]
    public void V00001_V00002_Auto_goes_by_the_name_of_the_nodes_network(string? overlay, string type) =>
        Assert.Equal(type, PodCidrType.Resolve("auto", overlay));

    [Fact]
    public void V00005_None_has_no_pod_CIDR_and_is_ready_without_any_source()
    {
        var status = Status("none", new NetworkFacts());

        Assert.Equal((CoordinatorStatus.Synced, null), (status.Phase, status.Reason));
        Assert.Empty(status.OverlayPodCIDR!);
        AssertCondition(status, CoordinatorStatus.Ready, "True", Reason.AsExpected);
        AssertCondition(status, CoordinatorStatus.PodCidrsFound, "True", Reason.AsExpected);
        var missing = AssertCondition(status, CoordinatorStatus.ServiceCidrsFound, "False", Reason.ServiceCidrsUnknown);
        ReasonsPage.AssertExample(Reason.ServiceCidrsUnknown.Name, $"{missing.Reason}: {missing.Message}");
    }

    [Theory]
    [InlineData("cluster")]
    [InlineData("calico")]
    [InlineData("cilium")]
    public void V00006_V00011_Type_without_its_source_is_not_ready_and_has_no_CIDR(string type)
    {
        var status = Status(type, new NetworkFacts { ServiceCidrs = ["10.96.0.0/12"] });

        Assert.Equal(CoordinatorStatus.NotReady, status.Phase);
        Assert.Empty(status.OverlayPodCIDR!);
        Assert.Empty(status.ServiceCIDR!);
        var ready = AssertCondition(status, CoordinatorStatus.Ready, "False", Reason.PodCidrsUnknown);
        AssertCondition(status, CoordinatorStatus.ServiceCidrsFound, "True", Reason.AsExpected);
        Assert.Equal($"{ready.Reason}: {ready.Message}", status.Reason);
        if (type == "cluster") ReasonsPage.AssertExample(ready.Reason, status.Reason!);
    }

    [Fact]
    public void Pod_CIDRs_by_hand_make_up_for_a_missing_source_and_come_after_a_present_one()
    {
        var byHand = Status("cluster", new NetworkFacts(), spec => spec with { PodCIDRs = ["10.50.0.0/16"] });
        var both = Status("cluster", new NetworkFacts { Kubeadm = Kubeadm },
            spec => spec with { PodCIDRs = ["10.50.0.0/16", "10.244.0.0/16"] });

        Assert.Equal((CoordinatorStatus.Synced, "10.50.0.0/16"), (byHand.Phase, byHand.OverlayPodCIDR!.Single()));
        AssertCondition(byHand, CoordinatorStatus.PodCidrsFound, "False", Reason.PodCidrsUnknown);
        Assert.Equal(["10.244.0.0/16", "10.50.0.0/16"], both.OverlayPodCIDR);
    }

    [Fact]
    public void Text_that_is_no_CIDR_is_no_range() => Assert.Equal(
        ["10.244.1.0/24", "10.245.0.0/16"],
        Status("cluster", new NetworkFacts { Kubeadm = new(["x", "10.244.1.0/24", "10.245.0.0/16", "10.0.0.1"], []) }).OverlayPodCIDR);

    [Fact]
    public void Nodes_with_too_many_separate_blocks_are_no_source()
    {
        var blocks = Enumerable.Range(0, 257).Select(i => $"10.{i / 128}.{i % 128 * 2}.0/24").ToList();

        var status = Status("cluster", new NetworkFacts { NodePodCidrs = blocks });

        Assert.Equal(CoordinatorStatus.NotReady, status.Phase);
        Assert.Contains("257 separate ranges", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_facts_leave_the_status_as_it_is_and_recovery_moves_the_transition()
    {
        var missing = New("cluster");
        missing = missing with { Status = CoordinatorStatus.Of(missing, new NetworkFacts(), Now) };

        Assert.Same(missing.Status, CoordinatorStatus.Of(missing, new NetworkFacts(), Now.AddHours(1)));
        var recovered = CoordinatorStatus.Of(missing, new NetworkFacts { Kubeadm = Kubeadm }, Now.AddHours(2));
        Assert.Equal((CoordinatorStatus.Synced, null), (recovered.Phase, recovered.Reason));
        Assert.Equal(Now.AddHours(2), AssertCondition(recovered, CoordinatorStatus.Ready, "True", Reason.AsExpected).LastTransitionTime);
    }

    internal static SpiderCoordinator New(string type) => new()
    {
        Metadata = new() { Name = "default", Generation = 3 },
        Spec = new() { PodCIDRType = type },
    };

    private static SpiderCoordinatorStatus Status(
        string type, NetworkFacts facts, Func<SpiderCoordinatorSpec, SpiderCoordinatorSpec>? change = null)
    {
        var coordinator = New(type);
        return CoordinatorStatus.Of(coordinator with { Spec = change?.Invoke(coordinator.Spec) ?? coordinator.Spec }, facts, Now);
    }

    private static void AssertCidrs(string pods, string services, NetworkFacts facts)
    {
        var status = Status("cluster", facts);
        Assert.Equal((pods, services), (string.Join(',', status.OverlayPodCIDR!), string.Join(',', status.ServiceCIDR!)));
    }

    private static Condition AssertCondition(SpiderCoordinatorStatus status, string type, string value, Reason reason)
    {
        var condition = status.Conditions!.Single(condition => condition.Type == type);
        Assert.Equal((value, reason.Name, 3), (condition.Status, condition.Reason, condition.ObservedGeneration));
        return condition;
    }

    private static CalicoIPPool Pool(string name, string cidr, int age, bool disabled = false, bool deleted = false) => new()
    {
        Metadata = new() { Name = name, CreationTimestamp = Now.AddDays(-age), DeletionTimestamp = deleted ? Now : null },
        Spec = new() { Cidr = cidr, Disabled = disabled ? true : null },
    };
}
