using System.Text.Json.Nodes;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api.Crds;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Allocation;

/// <summary>Pods of a StatefulSet keep their addresses, on whatever node they come back (spec/ipam.md 6).</summary>
[Trait("Category", "ApiServer")]
public sealed class StaticAddressTests(ApiServerFixture server)
{
    [Fact]
    public async Task The_next_incarnation_gets_the_same_addresses_on_another_node()
    {
        await using var bench = await Bench.OpenAsync(server);
        var (a, b) = (await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"));
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11-fd00:20::20");
        var set = await bench.CreateSetAsync(replicas: 1);
        var first = await bench.CreatePodAsync("set-0", bench.IPPools(("eth0", ["v4", "v6"]), ("net1", ["v4"])), "a", set);
        var given = await a.AddAsync(bench.Add(first, "s1"));

        await bench.RemovePodAsync(first);
        Assert.Equal(200, (await a.DelAsync(bench.Del(first, "s1"))).Code);
        Assert.Equal(["10.20.0.11 set-0 eth0", "10.20.0.12 set-0 net1"], await bench.RecordsAsync("v4"));
        var second = await bench.CreatePodAsync("set-0", bench.IPPools(("eth0", ["v4", "v6"]), ("net1", ["v4"])), "b", set);

        Assert.Equal(given.Addresses, (await b.AddAsync(bench.Add(second, "s2"))).Addresses);
        var current = (await bench.EndpointAsync("set-0"))!.Status!.Current;
        Assert.Equal((second.Metadata.Uid, bench.Name("b"), "s2"), (current.Uid, current.Node, current.SandboxID));
        Assert.Equal(["fd00:20::11 set-0 eth0"], await bench.RecordsAsync("v6"));
    }

    [Fact]
    public async Task A_late_add_of_an_earlier_incarnation_takes_nothing_from_its_successor()
    {
        await using var bench = await Bench.OpenAsync(server);
        var (a, b) = (await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"));
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var set = await bench.CreateSetAsync(replicas: 1);
        var first = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), "a", set);
        await a.AddAsync(bench.Add(first, "s1"));
        await bench.RemovePodAsync(first);
        var second = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), "b", set);
        var given = await b.AddAsync(bench.Add(second, "s2"));

        Assert.NotEqual(200, (await a.AddAsync(bench.Add(first, "s1"))).Code);

        Assert.Equal(given.Addresses, (await b.AddAsync(bench.Add(second, "s2"))).Addresses);
        Assert.Equal(second.Metadata.Uid, (await bench.EndpointAsync("set-0"))!.Status!.Current.Uid);
    }

    [Fact]
    public async Task An_address_that_the_predecessor_got_during_the_take_over_goes_to_the_successor_when_it_asks()
    {
        await using var bench = await Bench.OpenAsync(server);
        var (a, b) = (await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"));
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var set = await bench.CreateSetAsync(replicas: 1);
        var first = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), "a", set);
        await a.AddAsync(bench.Add(first, "s1"));
        var late = await a.AddAsync(bench.Add(first, "s1", "net1"));
        await bench.RemovePodAsync(first);
        var second = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), "b", set);
        await b.AddAsync(bench.Add(second, "s2"));
        // The endpoint got net1 after the other record was taken over, and before it was written for the successor.
        var written = await GiveBackToAsync(bench, first.Metadata.Uid!, "10.20.0.12");
        await HostedAgent.SeesAsync(
            b.Informers.Pools, written.Key, seen => seen?.Metadata.ResourceVersion == written.Metadata.ResourceVersion);

        Assert.Equal(late.Addresses, (await b.AddAsync(bench.Add(second, "s2", "net1"))).Addresses);

        Assert.Equal(["10.20.0.11 set-0 eth0", "10.20.0.12 set-0 net1"], await bench.RecordsAsync("v4"));
        var stored = await bench.Client.GetAsync<SpiderIPPool>(null, bench.Name("v4"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(first.Metadata.Uid!, stored.Status!.AllocatedIPs);
    }

    [Fact]
    public async Task The_address_goes_back_when_the_set_does_not_want_the_pod_any_more()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var set = await bench.CreateSetAsync(replicas: 0);
        var pod = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), set: set);
        await agent.AddAsync(bench.Add(pod, "s1"));

        await bench.RemovePodAsync(pod);
        Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, "s1"))).Code);

        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync("set-0"));
    }

    [Fact]
    public async Task Without_static_addresses_a_set_is_like_any_other_owner()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync(configure: options => options with { EnableStatefulSet = false });
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var set = await bench.CreateSetAsync(replicas: 1);
        var pod = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), set: set);
        await agent.AddAsync(bench.Add(pod, "s1"));
        Assert.Equal("Pod", Assert.Single((await bench.EndpointAsync("set-0"))!.Metadata.OwnerReferences!).Kind);

        await bench.RemovePodAsync(pod);
        await agent.DelAsync(bench.Del(pod, "s1"));

        Assert.Empty(await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task A_pod_whose_rules_name_another_pool_moves_to_it_with_its_next_incarnation()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("old", "10.20.0.0/16", "10.20.0.11");
        await bench.CreatePoolAsync("new", "10.30.0.0/16", "10.30.0.11");
        var set = await bench.CreateSetAsync(replicas: 1);
        var first = await bench.CreatePodAsync("set-0", bench.IPPools(("eth0", ["old"])), set: set);
        await agent.AddAsync(bench.Add(first, "s1"));
        await bench.RemovePodAsync(first);
        var second = await bench.CreatePodAsync("set-0", bench.IPPools(("eth0", ["new"])), set: set);

        Assert.Equal(["eth0 10.30.0.11/16"], (await agent.AddAsync(bench.Add(second, "s2"))).Addresses);
        Assert.Empty(await bench.RecordsAsync("old"));
        Assert.Equal(["10.30.0.11 set-0 eth0"], await bench.RecordsAsync("new"));
    }

    private static async Task<SpiderIPPool> GiveBackToAsync(Bench bench, string podUid, string address)
    {
        var pool = await bench.Client.GetAsync<SpiderIPPool>(null, bench.Name("v4"), TestContext.Current.CancellationToken);
        var records = JsonNode.Parse(pool.Status!.AllocatedIPs!)!;
        records[address]!["podUid"] = podUid;
        return await bench.Client.ReplaceStatusAsync(
            pool with { Status = pool.Status with { AllocatedIPs = records.ToJsonString() } }, TestContext.Current.CancellationToken);
    }
}
