using Spiderpool.Coordination.Plan;
using Spiderpool.Coordination.Tests.Fixtures;

namespace Spiderpool.Coordination.Tests;

/// <summary>DEL, without any settings.</summary>
public class DelTests
{
    [Fact]
    public void The_last_pod_takes_the_rules_of_the_host_with_it()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        var before = node.Listing;

        Assert.Equal(before, node.Add("eth0").Del("eth0").Listing);
    }

    [Fact]
    public void Another_pod_keeps_the_rules_of_the_host()
    {
        var node = new ModelNode().AddInterface("eth0", 10).Add("eth0");
        node.Kernel.AddLink(node.Kernel.Host, "vethother", "veth", "02:00:00:00:00:55");
        node.Kernel.Host.Routes.Add(new LinkRoute("vethother", ModelKernel.Prefix("10.10.0.6/32")) { Table = 500, IsOurs = true });
        node.Del("eth0");

        Assert.Equal(["1000: from all lookup 500 (IPv4)"], node.Kernel.Host.Rules.Select(rule => $"{rule}"));
    }

    [Fact]
    public void A_rule_that_a_pod_needs_comes_back()
    {
        var node = new ModelNode().AddInterface("eth0", 10, ipv6: false).Add("eth0");
        node.Kernel.Host.Rules.Clear();

        Assert.Equal("host: add rule 1000: from all lookup 500 (IPv4)\n", $"{GcPlan.OfRules(node.Kernel.Host.State)}");
    }

    [Fact]
    public void A_foreign_rule_stays()
    {
        var node = new ModelNode();
        node.Kernel.Host.Rules.Add(new LinkRule(Addressing.IPFamily.IPv4, 1000, 77));

        Assert.True(node.PlanDel("eth0").IsEmpty);
    }

    [Fact]
    public void A_pod_without_namespace_leaves_nothing_on_the_host()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        var host = node.Kernel.Host.Listing;
        node.Add("eth0");
        node.Kernel.Apply(node.PlanDel("eth0", isGone: true));

        Assert.Equal(host, node.Kernel.Host.Listing);
    }

    [Fact]
    public void The_interface_that_takes_over_gets_its_default_route_back()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Options = node.Options with { DefaultRouteInterface = "net1" };
        node.Add("eth0");
        var before = node.Listing;
        node.AddInterface("net1", 20).Add("net1");
        Assert.Equal("net1", node.Kernel.Pod.LookUp("8.8.8.8")!.Link);

        Assert.Equal(before, node.Del("net1").RemoveInterface("net1").Listing);
    }

    [Fact]
    public void Overlay_leaves_the_cluster_interface_as_it_was()
    {
        var node = new ModelNode().AddOverlay();
        var before = node.Listing;

        Assert.Equal(before, node.AddInterface("net1", 20).Add("net1").Del("net1").RemoveInterface("net1").Listing);
    }

    [Fact]
    public void A_DEL_without_ADD_does_nothing() => Assert.True(new ModelNode().AddInterface("eth0", 10).PlanDel("eth0").IsEmpty);

    [Fact]
    public void GC_takes_the_pairs_of_sandboxes_that_are_gone()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        var host = node.Kernel.Host.Listing;
        node.Add("eth0");

        Assert.True(GcPlan.Of("lan", [ModelNode.ContainerId], node.Kernel.Host.State).IsEmpty);
        Assert.True(GcPlan.Of("other", [], node.Kernel.Host.State).IsEmpty);
        node.Kernel.Apply(GcPlan.Of("lan", ["fedcba98"], node.Kernel.Host.State));
        Assert.Equal(host, node.Kernel.Host.Listing);
    }
}
