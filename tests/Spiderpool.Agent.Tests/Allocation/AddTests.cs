using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Allocation;

/// <summary>What ADD answers and records, through the socket (spec/ipam.md 4).</summary>
[Trait("Category", "ApiServer")]
public sealed class AddTests(ApiServerFixture server)
{
    [Fact]
    public async Task A_pod_gets_an_address_with_its_prefix_gateway_and_default_route()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", new SpiderIPPoolSpec
        {
            Subnet = "10.20.0.0/16",
            Ips = ["10.20.0.11-10.20.0.20"],
            Gateway = "10.20.0.1",
            Routes = [new PoolRoute { Dst = "10.99.0.0/16", Gw = "10.20.0.2" }],
        });
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));

        var added = (await agent.AddAsync(bench.Add(pod, "s1"))).Added;

        var ip = Assert.Single(added.Ips);
        Assert.Equal((4, "10.20.0.11/16", "eth0", "10.20.0.1", bench.Name("v4")), (ip.Version, ip.Address, ip.Nic, ip.Gateway, ip.IpPool));
        Assert.False(ip.EnableIPConflictDetection || ip.EnableGatewayDetection);
        Assert.Equal(
            [("eth0", "0.0.0.0/0", "10.20.0.1"), ("eth0", "10.99.0.0/16", "10.20.0.2")],
            added.Routes.Select(route => (route.IfName, route.Dst, route.Gw)));
        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task A_pod_gets_an_address_of_each_family()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11-fd00:20::20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4", "v6"));

        var answer = await agent.AddAsync(bench.Add(pod, "s1"));

        Assert.Equal(["eth0 10.20.0.11/16", "eth0 fd00:20::11/64"], answer.Addresses);
        Assert.Empty(answer.Added.Routes);
        Assert.Equal(["fd00:20::11 web eth0"], await bench.RecordsAsync("v6"));
    }

    [Fact]
    public async Task The_backup_pool_serves_when_the_first_is_full()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("z", "10.20.0.0/16", "10.20.0.11");
        await bench.CreatePoolAsync("a", "10.30.0.0/16", "10.30.0.11");
        var first = await bench.CreatePodAsync("w1", bench.IPPool("z", "a"));
        var second = await bench.CreatePodAsync("w2", bench.IPPool("z", "a"));

        Assert.Equal(["eth0 10.20.0.11/16"], (await agent.AddAsync(bench.Add(first, "s1"))).Addresses);
        Assert.Equal(["eth0 10.30.0.11/16"], (await agent.AddAsync(bench.Add(second, "s2"))).Addresses);
    }

    [Fact]
    public async Task Two_interfaces_of_one_pool_get_two_addresses()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var pod = await bench.CreatePodAsync("web", bench.IPPools(("eth0", ["v4"]), ("net1", ["v4"])));

        var all = await agent.AddAsync(bench.Add(pod, "s1"));
        var again = await agent.AddAsync(bench.Add(pod, "s1", "net1"));

        Assert.Equal(["eth0 10.20.0.11/16", "net1 10.20.0.12/16"], all.Addresses);
        Assert.Equal(all.Addresses, again.Addresses);
        Assert.Equal(["10.20.0.11 web eth0", "10.20.0.12 web net1"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task Items_without_interface_go_to_interfaces_in_the_order_in_which_they_ask()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("a", "10.20.0.0/16", "10.20.0.11");
        await bench.CreatePoolAsync("b", "10.30.0.0/16", "10.30.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPools((null, ["a"]), (null, ["b"])));

        Assert.Contains("eth0 10.20.0.11/16", (await agent.AddAsync(bench.Add(pod, "s1"))).Addresses);
        Assert.Equal(["eth0 10.20.0.11/16", "net1 10.30.0.11/16"], (await agent.AddAsync(bench.Add(pod, "s1", "net1"))).Addresses);

        var failure = (await agent.AddAsync(bench.Add(pod, "s1", "net2"))).AssertFailed(Reason.NoAddressForInterface);
        Assert.Contains("eth0, net1 claimed them: none is left for net2", failure);
    }

    [Fact]
    public async Task An_item_with_cleangateway_gets_no_default_route()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", new SpiderIPPoolSpec { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11"], Gateway = "10.20.0.1" });
        var pod = await bench.CreatePodAsync(
            "web", (AnnotationKeys.IPPools, $$"""[{"interface":"eth0","ipv4":["{{bench.Name("v4")}}"],"cleangateway":true}]"""));

        var added = (await agent.AddAsync(bench.Add(pod, "s1"))).Added;

        Assert.Equal("10.20.0.1", Assert.Single(added.Ips).Gateway);
        Assert.Empty(added.Routes);
    }

    [Fact]
    public async Task Probes_are_asked_for_as_the_configuration_says()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync(
            configure: options => options with { EnableIPConflictDetection = true, EnableGatewayDetection = true });
        await bench.CreatePoolAsync("v4", new SpiderIPPoolSpec { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11"], Gateway = "10.20.0.1" });
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4", "v6"));

        var ips = (await agent.AddAsync(bench.Add(pod, "s1"))).Added.Ips;

        // There is no gateway of IPv6 to look for.
        Assert.Equal([(true, true), (true, false)], ips.Select(ip => (ip.EnableIPConflictDetection, ip.EnableGatewayDetection)));
    }

    [Fact]
    public async Task Pools_of_the_network_configuration_serve_a_pod_without_annotation()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", ("example.org/unrelated", "x"));
        IpamAddArgs args = bench.Add(pod, "s1") with { DefaultIPv4IPPool = [bench.Name("v4")] };

        Assert.Equal(["eth0 10.20.0.11/16"], (await agent.AddAsync(args)).Addresses);
    }
}
