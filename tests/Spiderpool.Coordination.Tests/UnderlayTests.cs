using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Coordination.Plan;
using Spiderpool.Coordination.Tests.Fixtures;

namespace Spiderpool.Coordination.Tests;

/// <summary>spec/cni.md 2 and 3 for pods whose first interface is underlay.</summary>
public class UnderlayTests
{
    private const string OneInterface = """
        host: add link veth0123456789a address HOSTMAC mtu 1500 type veth peer veth0 address PODMAC in the pod
        host: set link veth0123456789a alias spiderpool/lan/0123456789abcdef
        pod: set link veth0 up
        host: set link veth0123456789a up
        pod: add route 10.6.0.10/32 dev veth0 src 10.10.0.5 table main
        pod: add route 10.96.0.0/12 via 10.6.0.10 dev veth0 src 10.10.0.5 table main
        pod: add route 10.244.0.0/16 via 10.6.0.10 dev veth0 src 10.10.0.5 table main
        pod: add route 10.6.0.10/32 dev veth0 src 10.10.0.5 table 101
        host: set neighbour 10.10.0.5 lladdr PODMAC dev veth0123456789a
        pod: set neighbour 10.6.0.10 lladdr HOSTMAC dev veth0
        pod: set nftables table ip spiderpool_coordinator
        pod: add route 0.0.0.0/0 via 10.6.0.10 dev veth0 table 100
        pod: add rule 1000: from all fwmark 0x1 lookup 100 (IPv4)
        host: add route 10.10.0.5/32 dev veth0123456789a table 500
        host: add rule 1000: from all lookup 500 (IPv4)

        """;

    [Fact]
    public void A_pod_with_one_interface_gets_what_the_specification_says() =>
        Assert.Equal(OneInterface, Normal(new ModelNode().AddInterface("eth0", 10, ipv6: false).PlanAdd("eth0")));

    [Fact]
    public void An_IPv6_pod_has_the_same_in_the_other_family_without_sources()
    {
        var node = new ModelNode().AddInterface("eth0", 10, ipv4: false).Add("eth0");

        Assert.Equal(
            ["::/0 via fd10::1 dev eth0 table main", "fd06::10/128 dev veth0 table main",
                "fd10::/64 dev eth0 metric 256 table main", "fd96::/108 via fd06::10 dev veth0 table main"],
            node.PodRoutes(LinkRoute.MainTable));
        Assert.Equal(["::/0 via fd06::10 dev veth0 table 100"], node.PodRoutes(100));
        Assert.Equal(["1000: from all fwmark 0x1 lookup 100 (IPv6)"], node.Kernel.Pod.Rules.Select(rule => $"{rule}"));
        Assert.Equal(["ip6 spiderpool_coordinator"], node.Kernel.Pod.Tables.Select(table => table.Id));
        Assert.Equal(["fd10::5/128 dev veth0123456789a table 500"],
            node.Kernel.Host.Routes.Where(route => route.Table == 500).Select(route => $"{route}"));
    }

    [Fact]
    public void A_second_interface_gets_a_table_of_its_own()
    {
        var node = new ModelNode().AddInterface("eth0", 10).Add("eth0").AddInterface("net1", 20).Add("net1");

        Assert.Equal(
            ["0.0.0.0/0 via 10.20.0.1 dev net1 table 101", "10.20.0.0/16 dev net1 src 10.20.0.5 table 101",
                "10.244.0.0/16 via 10.6.0.10 dev veth0 src 10.10.0.5 table 101", "10.6.0.10/32 dev veth0 src 10.10.0.5 table 101",
                "10.96.0.0/12 via 10.6.0.10 dev veth0 src 10.10.0.5 table 101", "::/0 via fd20::1 dev net1 table 101",
                "fd06::10/128 dev veth0 table 101", "fd20::/64 dev net1 metric 256 table 101",
                "fd96::/108 via fd06::10 dev veth0 table 101"],
            node.PodRoutes(101));
        Assert.Equal(
            ["999: from 10.20.0.5 lookup 101 (IPv4)", "999: from fd20::5 lookup 101 (IPv6)"],
            node.Kernel.Pod.Rules.Where(rule => rule.From is not null).Select(rule => $"{rule}").Order());
        Assert.Equal("eth0", node.Kernel.Pod.LookUp("8.8.8.8")!.Link);
        Assert.Equal("net1", node.Kernel.Pod.LookUp("8.8.8.8", "10.20.0.5")!.Link);
        Assert.Equal("veth0", node.Kernel.Pod.LookUp("8.8.8.8", "10.10.0.5", PodNames.Mark)!.Link);
    }

    [Fact]
    public void A_third_interface_gets_the_next_table()
    {
        var node = new ModelNode().AddInterface("eth0", 10).Add("eth0").AddInterface("net1", 20).Add("net1")
            .AddInterface("net2", 30).Add("net2");

        Assert.Equal(["0.0.0.0/0 via 10.30.0.1 dev net2 table 102", "::/0 via fd30::1 dev net2 table 102"],
            node.Kernel.Pod.Routes.Where(route => route is { IsDefault: true, Table: 102 }).Select(route => $"{route}"));
        Assert.Equal("net1", node.Kernel.Pod.LookUp("8.8.8.8", "10.20.0.5")!.Link);
        Assert.Equal("net2", node.Kernel.Pod.LookUp("2001:db8::1", "fd30::5")!.Link);
        Assert.Equal("eth0", node.Kernel.Pod.LookUp("2001:db8::1")!.Link);
    }

    [Fact]
    public void Settings_of_links_are_steps()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Options = node.Options with
        {
            MacPrefix = new MacPrefix(0x0a, 0x1b),
            TxQueueLength = 500,
            VethMtu = 1400,
            PodRPFilter = 1,
            VethLinkAddress = Address.Parse("169.254.100.1"),
        };
        var steps = node.PlanAdd("eth0").ToString();

        Assert.StartsWith(
            "pod: set link eth0 txqueuelen 500\npod: set link eth0 address 0a:1b:0a:0a:00:05\n", steps, StringComparison.Ordinal);
        Assert.Contains(" mtu 1400 ", steps, StringComparison.Ordinal);
        Assert.Contains("pod: add address 169.254.100.1/32 on veth0\n", steps, StringComparison.Ordinal);
        Assert.Contains("pod: set sysctl net/ipv4/conf/all/rp_filter=1\npod: set sysctl net/ipv4/conf/veth0/src_valid_mark=1\n",
            steps, StringComparison.Ordinal);
        Assert.EndsWith("pod: add announcement of 10.10.0.5, fd10::5 on eth0\n", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void IPv6_is_switched_on_where_it_was_off()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Kernel.Pod.Sysctls[PodSysctls.DisableIPv6("default")] = 1;

        Assert.Contains("pod: set sysctl net/ipv6/conf/all/disable_ipv6=0\n", node.PlanAdd("eth0").ToString(), StringComparison.Ordinal);
        Assert.True(node.Add("eth0").PlanAdd("eth0").IsEmpty);
    }

    [Fact]
    public void An_ipvlan_keeps_the_MAC_address_of_its_parent()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Kernel.Pod.Change("eth0", link => link with { Kind = "ipvlan" });
        node.Options = node.Options with { MacPrefix = new MacPrefix(0x0a, 0x1b) };
        var plan = node.PlanAdd("eth0");

        Assert.Equal(["eth0 keeps its MAC address in spite of podMACPrefix 0a:1b: an ipvlan has that of its parent"], plan.Warnings);
        Assert.DoesNotContain(plan.Steps, step => step is ChangeLinkStep { Mac: not null });
    }

    [Fact]
    public void Policy_routes_of_the_first_interface_are_in_the_main_table_and_those_of_others_in_theirs()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Options = node.Options with
        {
            PolicyRoutes = [new PolicyRoute(ModelKernel.Prefix("192.0.2.0/24"), Address.Parse("10.10.0.9"))],
        };
        node.Add("eth0").AddInterface("net1", 20);
        node.Options = node.Options with
        {
            PolicyRoutes = [new PolicyRoute(ModelKernel.Prefix("192.0.2.0/24"), Address.Parse("10.20.0.9"))],
        };
        node.Add("net1");

        Assert.Contains("192.0.2.0/24 via 10.10.0.9 dev eth0 table main", node.PodRoutes(LinkRoute.MainTable));
        Assert.Contains("192.0.2.0/24 via 10.20.0.9 dev net1 table 101", node.PodRoutes(101));
    }

    [Fact]
    public void A_route_of_the_pool_stays_where_a_hijack_would_be()
    {
        var node = new ModelNode().AddInterface("eth0", 10, ipv6: false);
        node.Kernel.Pod.Routes.Add(new LinkRoute("eth0", ModelKernel.Prefix("10.96.0.0/12")) { Gateway = Address.Parse("10.10.0.7") });
        var plan = node.PlanAdd("eth0");

        Assert.Equal(["eth0: 10.96.0.0/12 keeps the route that it has, and does not go through the node"], plan.Warnings);
        Assert.DoesNotContain(plan.Steps, step => step is AddRouteStep add && add.Route.Destination == ModelKernel.Prefix("10.96.0.0/12"));
    }

    [Fact]
    public void A_node_without_the_family_is_a_warning()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Kernel.Host.Addresses.RemoveAll(address => address.Family == IPFamily.IPv6);
        node.Kernel.Host.Routes.RemoveAll(route => route.Family == IPFamily.IPv6);
        var plan = node.PlanAdd("eth0");

        Assert.Equal(["eth0: the node has no IPv6 address: Services and the cluster network have no IPv6 route"], plan.Warnings);
        node.Kernel.Apply(plan);
        Assert.True(node.PlanAdd("eth0").IsEmpty);
    }

    [Fact]
    public void A_stale_route_and_a_stale_neighbour_of_the_host_go()
    {
        var node = new ModelNode().AddInterface("eth0", 10, ipv6: false);
        node.Kernel.AddLink(node.Kernel.Host, "old0", "dummy", "02:00:00:00:00:55");
        node.Kernel.Host.Routes.Add(new LinkRoute("old0", ModelKernel.Prefix("10.10.0.5/32")) { Table = 500, IsOurs = true });
        node.Kernel.Host.Neighbours.Add(new LinkNeighbour("old0", Address.Parse("10.10.0.5"), Linux.MacAddress.Parse("02:00:00:00:00:44")));
        node.Add("eth0");

        Assert.Equal(["10.10.0.5 lladdr " + node.Kernel.Pod.Links[1].Mac + " dev veth0123456789a"],
            node.Kernel.Host.Neighbours.Select(neighbour => $"{neighbour}"));
        Assert.Equal(["10.10.0.5/32 dev veth0123456789a table 500"],
            node.Kernel.Host.Routes.Where(route => route.Table == 500).Select(route => $"{route}"));
    }

    [Fact]
    public void A_leftover_half_of_an_earlier_sandbox_is_replaced()
    {
        var node = new ModelNode().AddInterface("eth0", 10);
        node.Kernel.AddLink(node.Kernel.Host, "veth0123456789a", "veth", "02:00:00:00:00:55");
        node.Add("eth0");

        Assert.True(node.PlanAdd("eth0").IsEmpty);
        Assert.Single(node.Kernel.Host.Links, link => link.Name == "veth0123456789a");
    }

    [Theory]
    [InlineData(CoordinationMode.Underlay, "net1",
        "CoordinatorModeMismatch: net1: mode underlay, but the pod has no veth0: its first interface eth0 is not underlay")]
    [InlineData(CoordinationMode.Overlay, "eth0",
        "CoordinatorModeMismatch: eth0: mode overlay, but eth0 is the first interface, which the cluster network makes")]
    [InlineData(CoordinationMode.Auto, "net7", "LinkUnavailable: net7: there is no such interface in the pod")]
    [InlineData(CoordinationMode.Auto, "net1",
        "HostLinkMissing: net1: no way to the node: eth0 of the pod is no veth, or its other end is not in the host's namespace")]
    public void What_cannot_be_is_one_error(CoordinationMode mode, string name, string message)
    {
        var node = new ModelNode().AddInterface("eth0", 10).AddInterface("net1", 20);
        node.Options = node.Options with { Mode = mode };

        Assert.Equal(message, Assert.Throws<ReasonException>(() => node.PlanAdd(name)).Message);
    }

    [Fact]
    public void An_interface_without_address_is_an_error()
    {
        var node = new ModelNode().AddInterface("eth0", 10, ipv4: false, ipv6: false);
        ModelKernel.AddAddress(node.Kernel.Pod, "eth0", "fe80::1/64");

        Assert.Equal("NoPodAddress: eth0 has no address that others could reach",
            Assert.Throws<ReasonException>(() => node.PlanAdd("eth0")).Message);
    }

    [Fact]
    public void Overlay_on_a_pod_that_has_our_pair_is_an_error()
    {
        var node = new ModelNode().AddInterface("eth0", 10).Add("eth0").AddInterface("net1", 20);
        node.Options = node.Options with { Mode = CoordinationMode.Overlay };

        Assert.Equal("CoordinatorModeMismatch: net1: mode overlay, but the pod has veth0: its first interface is underlay",
            Assert.Throws<ReasonException>(() => node.PlanAdd("net1")).Message);
    }

    [Fact]
    public void A_disabled_coordinator_does_nothing() =>
        Assert.True(new ModelNode().PlanAdd("eth0", new CoordinatorOptions { Mode = CoordinationMode.Disabled }).IsEmpty);

    private static string Normal(CoordinationPlan plan)
    {
        var pair = plan.Steps.OfType<AddVethStep>().Single();
        return plan.ToString().Replace($"{pair.HostMac}", "HOSTMAC", StringComparison.Ordinal)
            .Replace($"{pair.PodMac}", "PODMAC", StringComparison.Ordinal);
    }
}
