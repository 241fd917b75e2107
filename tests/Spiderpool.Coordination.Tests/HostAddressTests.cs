using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;
using Spiderpool.Coordination.Tests.Fixtures;

namespace Spiderpool.Coordination.Tests;

/// <summary>Which addresses pods know their node by (spec/cni.md 2, step 6).</summary>
public class HostAddressTests
{
    private readonly ModelNode _node = new ModelNode().AddInterface("eth0", 10, ipv6: false);

    [Fact]
    public void The_source_of_the_route_to_the_pod_comes_first_and_links_of_containers_do_not_count()
    {
        _node.Kernel.AddLink(_node.Kernel.Host, "lan0", null!, "02:00:00:00:00:97");
        ModelKernel.AddAddress(_node.Kernel.Host, "lan0", "10.10.0.10/16");
        ModelKernel.AddAddress(_node.Kernel.Host, "lan0", "169.254.3.3/16");

        Assert.Equal(["10.10.0.10/32", "10.6.0.10/32"], Known());
        Assert.All(Gateways(), gateway => Assert.Equal(Address.Parse("10.10.0.10"), gateway));
    }

    [Fact]
    public void The_source_may_be_that_of_a_link_of_containers()
    {
        _node.Kernel.Host.Routes.Add(new LinkRoute("docker0", ModelKernel.Prefix("10.10.0.0/16")));

        Assert.Equal(["172.17.0.1/32", "10.6.0.10/32"], Known());
    }

    [Fact]
    public void A_route_says_its_source_itself()
    {
        _node.Kernel.Host.Routes.Add(new LinkRoute("eth0", ModelKernel.Prefix("10.10.0.0/16")) { Source = Address.Parse("10.6.0.99") });

        Assert.Equal(["10.6.0.99/32", "10.6.0.10/32"], Known());
    }

    [Fact]
    public void The_gateway_is_the_same_for_a_second_interface_and_a_second_call()
    {
        _node.Add("eth0").AddInterface("net1", 6, ipv6: false);
        var first = Gateways();
        _node.Add("net1");

        Assert.True(_node.PlanAdd("eth0").IsEmpty);
        Assert.All(Gateways(), gateway => Assert.Equal(first[0], gateway));
    }

    private string[] Known() =>
        [.. _node.PlanAdd("eth0").Steps.OfType<AddRouteStep>().Select(step => step.Route)
            .Where(route => route is { IsMain: true, Link: PodNames.Veth, Gateway: null }).Select(route => $"{route.Destination}")];

    private Address[] Gateways() =>
        [.. _node.PlanAdd("eth0").Steps.OfType<AddRouteStep>().Select(step => step.Route)
            .Concat(_node.Kernel.Pod.Routes).Where(route => route is { Link: PodNames.Veth, Gateway: not null })
            .Select(route => route.Gateway!.Value)];
}
