using Spiderpool.Api;
using Spiderpool.Coordination.Plan;
using Spiderpool.Coordination.Tests.Fixtures;

namespace Spiderpool.Coordination.Tests;

/// <summary>spec/cni.md 2 to 4 for pods whose first interface is the cluster network's.</summary>
public class OverlayTests
{
    private readonly ModelNode _node = new ModelNode().AddOverlay().AddInterface("net1", 20, ipv6: false);

    [Fact]
    public void The_first_extra_interface_gets_table_101_and_the_cluster_interface_100()
    {
        _node.Add("net1");

        Assert.Equal(
            ["0.0.0.0/0 via 169.254.1.1 dev eth0 table main", "10.20.0.0/16 dev net1 src 10.20.0.5 table main",
                "10.244.0.0/16 via 10.6.0.10 dev eth0 src 10.244.3.7 table main", "10.6.0.10/32 dev eth0 src 10.244.3.7 table main",
                "10.96.0.0/12 via 10.6.0.10 dev eth0 src 10.244.3.7 table main", "169.254.1.1/32 dev eth0 table main"],
            [.. _node.Kernel.Pod.Routes.Where(route => route.IsMain).Select(route => $"{route}").Order(StringComparer.Ordinal)]);
        Assert.Equal(["0.0.0.0/0 via 169.254.1.1 dev eth0 table 100", "169.254.1.1/32 dev eth0 table 100"],
            [.. _node.Kernel.Pod.Routes.Where(route => route.Table == 100).Select(route => $"{route}").Order(StringComparer.Ordinal)]);
        Assert.Equal(["999: from 10.20.0.5 lookup 101 (IPv4)", "999: from 10.244.3.7 lookup 100 (IPv4)"],
            _node.Kernel.Pod.Rules.Select(rule => $"{rule}").Order());
        Assert.Equal("net1", _node.Kernel.Pod.LookUp("8.8.8.8", "10.20.0.5")!.Link);
        Assert.Equal("eth0", _node.Kernel.Pod.LookUp("8.8.8.8", "10.244.3.7")!.Link);
        Assert.Equal("eth0", _node.Kernel.Pod.LookUp("10.96.0.1", "10.20.0.5")!.Link);
    }

    [Fact]
    public void The_host_reaches_the_interface_over_the_cluster_interface()
    {
        _node.Add("net1");

        Assert.Equal(["10.20.0.5/32 dev cali1234 table 500"],
            _node.Kernel.Host.Routes.Where(route => route.Table == 500).Select(route => $"{route}"));
        Assert.Equal(["10.20.0.5 lladdr 02:00:00:00:01:01 dev cali1234"], _node.Kernel.Host.Neighbours.Select(item => $"{item}"));
        Assert.Empty(_node.Kernel.Pod.Tables);
        Assert.DoesNotContain(_node.Kernel.Pod.Links, link => link.Name == PodNames.Veth);
    }

    [Fact]
    public void The_wanted_interface_keeps_the_main_table_and_the_cluster_interface_gets_its_table()
    {
        _node.Options = _node.Options with { DefaultRouteInterface = "net1" };
        _node.Add("net1");

        Assert.Equal("net1", _node.Kernel.Pod.LookUp("8.8.8.8")!.Link);
        Assert.Equal("eth0", _node.Kernel.Pod.LookUp("8.8.8.8", "10.244.3.7")!.Link);
        Assert.Equal("eth0", _node.Kernel.Pod.LookUp("10.96.0.1")!.Link);
        Assert.Equal(["999: from 10.244.3.7 lookup 101 (IPv4)"], _node.Kernel.Pod.Rules.Select(rule => $"{rule}"));
    }

    [Fact]
    public void Without_tuning_the_routes_stay()
    {
        _node.Options = _node.Options with { TunePodRoutes = false };
        _node.Add("net1");

        Assert.Empty(_node.Kernel.Pod.Rules);
        Assert.Equal(2, _node.Kernel.Pod.Routes.Count(route => route is { IsDefault: true, IsMain: true }));
    }

    [Theory]
    [InlineData("net9", "", "net1: the default route is wanted on \"net9\", which the pod does not have: eth0, net1")]
    [InlineData("net9", "eth0,net1,net2", "net1: the default route is wanted on \"net9\", which the pod does not have: eth0, net1, net2")]
    public void A_wanted_interface_that_never_comes_is_an_error(string wanted, string known, string detail)
    {
        var interfaces = known.Split(',', StringSplitOptions.RemoveEmptyEntries);
        _node.Options = _node.Options with { DefaultRouteInterface = wanted, PodInterfaces = interfaces };
        var failure = Assert.Throws<ReasonException>(() => _node.PlanAdd("net1"));

        Assert.Equal((Reason.DefaultRouteInterfaceMissing, detail), (failure.Reason, failure.Detail));
    }

    [Fact]
    public void A_wanted_interface_that_comes_later_gets_the_main_table_then()
    {
        _node.Options = _node.Options with { DefaultRouteInterface = "net2", PodInterfaces = ["eth0", "net1", "net2"] };
        _node.Add("net1");
        Assert.Equal("eth0", _node.Kernel.Pod.LookUp("8.8.8.8")!.Link);
        _node.AddInterface("net2", 30, ipv6: false).Add("net2");

        Assert.Equal("net2", _node.Kernel.Pod.LookUp("8.8.8.8")!.Link);
        Assert.Equal("net1", _node.Kernel.Pod.LookUp("8.8.8.8", "10.20.0.5")!.Link);
        Assert.Equal("eth0", _node.Kernel.Pod.LookUp("8.8.8.8", "10.244.3.7")!.Link);
    }
}
