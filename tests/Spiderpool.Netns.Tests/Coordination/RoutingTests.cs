using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Netns.Tests.Coordination;

/// <summary>What the kernel has after an ADD (spec/testcases.md, C).</summary>
public class RoutingTests
{
    [Fact]
    public void C00005_the_default_route_interface_of_an_overlay_pod_leads_outside()
    {
        using var lab = new Lab(20);
        lab.Options = lab.Options with { DefaultRouteInterface = "net1" };
        lab.AddClusterInterface();
        lab.AddInterface("net1", 20);
        lab.Add("net1");

        Assert.Equal("net1", lab.WayOut("8.8.8.8"));
        Assert.Equal("eth0", lab.WayOut("8.8.8.8", "10.244.0.7"));
        Assert.Equal("net1", lab.WayOut("2001:4860::8888"));
    }

    [Fact]
    public void C00006_the_default_route_interface_of_an_underlay_pod_leads_outside()
    {
        using var lab = TwoInterfaces(new() { DefaultRouteInterface = "net1" });

        Assert.Equal("net1", lab.WayOut("8.8.8.8"));
        Assert.Equal("eth0", lab.WayOut("8.8.8.8", "10.10.0.5"));
        Assert.Equal("net1", lab.WayOut("2001:4860::8888"));
        Assert.Equal("eth0", lab.WayOut("2001:4860::8888", "fd10::5"));
    }

    [Fact]
    public void C00011_without_a_hint_the_first_interface_leads_outside()
    {
        using var lab = TwoInterfaces(new());

        Assert.Equal(["eth0", "eth0"], [lab.WayOut("8.8.8.8"), lab.WayOut("2001:4860::8888")]);
    }

    [Fact]
    public void C00012_each_subnet_has_its_interface_and_Services_the_node()
    {
        using var lab = new Lab(20);
        lab.Options = lab.Options with { HijackPrefixes = [Prefix.Parse("10.96.0.0/12"), Prefix.Parse("fd96::/108")] };
        lab.AddClusterInterface();
        lab.AddInterface("net1", 20);
        lab.Add("net1");

        Assert.Equal(
            ["net1", "net1", "eth0", "eth0", "eth0"],
            [lab.WayOut("10.20.3.3"), lab.WayOut("fd20::33"), lab.WayOut("10.96.0.1"), lab.WayOut("fd96::1"), lab.WayOut("10.244.9.9")]);
    }

    [Fact]
    public void C00008_the_MAC_address_begins_with_the_prefix_and_ends_with_the_address()
    {
        using var lab = new Lab();
        lab.Options = lab.Options with { MacPrefix = new MacPrefix(0x0a, 0x1b) };
        lab.AddInterface("eth0", 10);
        lab.Add("eth0");

        Assert.Equal(MacAddress.Parse("0a:1b:0a:0a:00:05"), lab.Pod.MacOf("eth0"));
        Assert.True(lab.PlanAdd("eth0").IsEmpty);
    }

    [Fact]
    public void C00014_a_default_route_interface_that_is_missing_is_an_error()
    {
        using var lab = new Lab(10, 20);
        lab.AddInterface("eth0", 10);
        lab.Add("eth0");
        lab.AddInterface("net1", 20);
        lab.Options = lab.Options with { DefaultRouteInterface = "net9" };
        var before = lab.Listing();

        Assert.Equal(Reason.DefaultRouteInterfaceMissing, Assert.Throws<ReasonException>(() => lab.Add("net1")).Reason);
        Assert.Equal(before, lab.Listing());
    }

    [Fact]
    public void C00016_the_table_of_the_host_has_the_number_that_is_set()
    {
        using var lab = new Lab();
        lab.Options = lab.Options with { HostRuleTable = 700 };
        lab.AddInterface("eth0", 10);
        lab.Add("eth0");

        Assert.Equal([Prefix.Parse("10.10.0.5/32")], lab.Node.Netlink.ListRoutes(IPFamily.IPv4, 700).Select(route => route.Destination));
        Assert.Contains(lab.Node.Netlink.ListRules(IPFamily.IPv6), rule => rule is { Priority: 1000, Table: 700 });
        lab.Del("eth0");
        Assert.DoesNotContain(lab.Node.Netlink.ListRules(IPFamily.IPv6), rule => rule is { Table: 700 });
    }

    [Fact]
    public void C00017_without_tuning_the_default_routes_stay()
    {
        using var lab = TwoInterfaces(new() { TunePodRoutes = false });

        Assert.Equal(2, lab.Pod.Netlink.ListRoutes(IPFamily.IPv4, RouteTable.Main).Count(route => route.IsDefault));
        Assert.DoesNotContain(lab.Pod.Netlink.ListRules(IPFamily.IPv4), rule => rule.From is not null);
    }

    [Fact]
    public void C00021_the_reverse_path_filter_is_as_it_is_set()
    {
        using var lab = TwoInterfaces(new() { PodRPFilter = 2 });

        Assert.Equal("2", new SysctlTree(lab.Pod.Namespace).Read(PodSysctls.ReversePathFilter));
    }

    [Fact]
    public void C00023_the_pair_has_the_MTU_that_is_set_and_policy_routes_are_in_the_main_table()
    {
        using var lab = new Lab();
        lab.Options = lab.Options with
        {
            VethMtu = 1400,
            VethLinkAddress = Address.Parse("169.254.200.1"),
            PolicyRoutes = [new PolicyRoute(Prefix.Parse("198.51.100.0/24"), Address.Parse("10.10.0.1"))],
        };
        lab.AddInterface("eth0", 10);
        lab.Add("eth0");

        Assert.Equal([1400, 1400], [lab.Pod.Netlink.GetLink("veth0").Mtu, lab.Node.Netlink.GetLink("veth0123456789a").Mtu]);
        Assert.Contains(lab.Pod.Netlink.ListAddresses(lab.Pod.IndexOf("veth0")), entry => entry.Prefix == Prefix.Parse("169.254.200.1/32"));
        Assert.Contains(
            lab.Pod.Netlink.ListRoutes(IPFamily.IPv4, RouteTable.Main), route => route.Destination == Prefix.Parse("198.51.100.0/24"));
        Assert.True(lab.PlanAdd("eth0").IsEmpty);
    }

    [Fact]
    public void C00024_policy_routes_of_an_overlay_pod_are_in_the_table_of_the_interface()
    {
        using var lab = new Lab(20);
        lab.Options = lab.Options with { PolicyRoutes = [new PolicyRoute(Prefix.Parse("198.51.100.0/24"), Address.Parse("10.20.0.1"))] };
        lab.AddClusterInterface();
        lab.AddInterface("net1", 20);
        lab.Add("net1");

        var route = Assert.Single(lab.Pod.Netlink.ListRoutes(IPFamily.IPv4), route => route.Destination == Prefix.Parse("198.51.100.0/24"));
        Assert.Equal((101u, Address.Parse("10.20.0.1")), (route.Table, route.Gateway!.Value));
    }

    [Fact]
    public void A_gateway_on_no_subnet_is_one_error()
    {
        using var lab = new Lab();
        lab.Options = lab.Options with { PolicyRoutes = [new PolicyRoute(Prefix.Parse("192.0.2.0/24"), Address.Parse("172.16.0.1"))] };
        lab.AddInterface("eth0", 10);
        var before = lab.Listing();

        Assert.Equal(
            "NetworkChangeFailed: pod: add route 192.0.2.0/24 via 172.16.0.1 dev eth0 table main: "
            + "add route 192.0.2.0/24 via 172.16.0.1 table 254 dev eth0: ENETUNREACH: Nexthop has invalid gateway",
            Assert.Throws<ReasonException>(() => lab.Add("eth0")).Message);
        lab.Del("eth0");
        Assert.Equal(before, lab.Listing());
    }

    private static Lab TwoInterfaces(CoordinatorOptions options)
    {
        var lab = new Lab(10, 20) { Options = options };
        foreach (var (name, lan) in (ReadOnlySpan<(string, int)>)[("eth0", 10), ("net1", 20)])
        {
            lab.AddInterface(name, lan);
            lab.Add(name);
        }
        return lab;
    }
}
