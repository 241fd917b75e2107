using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Release;

/// <summary>DEL frees what its own pod and sandbox hold, once the pod's life is over, and nothing else (spec/ipam.md 5).</summary>
[Trait("Category", "ApiServer")]
public sealed class DelTests(ApiServerFixture server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_addresses_of_an_ended_pod_go_back_with_its_endpoint(bool isGone)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11-fd00:20::20");
        var pod = await bench.CreatePodAsync("web", bench.IPPools(("eth0", ["v4", "v6"]), ("net1", ["v4"])));
        await agent.AddAsync(bench.Add(pod, "s1"));
        Assert.Equal(2, (await bench.RecordsAsync("v4")).Count);

        await (isGone ? bench.RemovePodAsync(pod) : bench.TerminatePodAsync(pod));
        var answer = await agent.DelAsync(bench.Del(pod, "s1"));

        Assert.Equal((200, ""), (answer.Code, answer.Body));
        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Empty(await bench.RecordsAsync("v6"));
        Assert.Null(await bench.EndpointAsync("web"));
        Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, "s1", "net1"))).Code);
    }

    [Fact]
    public async Task A_live_pod_keeps_its_addresses()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));

        Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, "s1"))).Code);

        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task A_late_del_without_UID_on_the_former_node_frees_nothing_of_a_pod_that_ends_elsewhere()
    {
        await using var bench = await Bench.OpenAsync(server);
        var (a, b) = (await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"));
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var first = await bench.CreatePodAsync("web", bench.IPPool("v4"), "a");
        await bench.RemovePodAsync(first);
        var second = await bench.CreatePodAsync("web", bench.IPPool("v4"), "b");
        await b.AddAsync(bench.Add(second, "s2"));
        await bench.TerminatePodAsync(second);
        await HostedAgent.SeesAsync(a.Informers.Pools, bench.Name("v4"), pool => pool?.Status?.AllocatedIPs is not null);

        Assert.Equal(200, (await a.DelAsync(bench.Del(first, "s1") with { PodUID = "" })).Code);

        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task A_late_del_of_an_earlier_pod_of_the_name_frees_nothing()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var first = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(first, "s1"));
        await bench.RemovePodAsync(first);
        await agent.DelAsync(bench.Del(first, "s1"));
        var second = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        Assert.Equal(["eth0 10.20.0.12/16"], (await agent.AddAsync(bench.Add(second, "s2"))).Addresses);

        Assert.Equal(200, (await agent.DelAsync(bench.Del(first, "s1"))).Code);
        Assert.Equal(200, (await agent.DelAsync(bench.Del(first, "s2"))).Code);

        Assert.Equal(["10.20.0.12 web eth0"], await bench.RecordsAsync("v4"));
        Assert.Equal(second.Metadata.Uid, (await bench.EndpointAsync("web"))!.Status!.Current.Uid);
    }

    [Fact]
    public async Task A_late_del_of_an_earlier_sandbox_frees_nothing_while_the_pod_ends()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));
        await agent.DelAsync(bench.Del(pod, "s1"));
        await agent.AddAsync(bench.Add(pod, "s2"));
        await bench.TerminatePodAsync(pod);

        Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, "s1"))).Code);
        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));

        await agent.DelAsync(bench.Del(pod, "s2"));
        Assert.Empty(await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task The_del_of_a_sandbox_that_never_got_addresses_frees_those_of_the_one_before()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));
        await agent.DelAsync(bench.Del(pod, "s1"));
        await bench.TerminatePodAsync(pod);

        Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, "s2"))).Code);

        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync("web"));
    }

    [Fact]
    public async Task An_add_that_comes_after_its_del_takes_nothing_from_an_ended_pod()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await HostedAgent.SeesAsync(agent.Informers.Pods, pod.Key, seen => seen is not null);
        await bench.RemovePodAsync(pod);
        await agent.DelAsync(bench.Del(pod, "s1"));

        Assert.Equal(500, (await agent.AddAsync(bench.Add(pod, "s1"))).Code);

        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync("web"));
    }

    [Fact]
    public async Task A_runtime_that_does_not_tell_the_uid_frees_only_while_the_pod_can_be_asked_for_it()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var gone = await bench.CreatePodAsync("gone", bench.IPPool("v4"));
        var ending = await bench.CreatePodAsync("ending", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(gone, "s1") with { PodUID = "" });
        await agent.AddAsync(bench.Add(ending, "s2") with { PodUID = "" });
        await bench.RemovePodAsync(gone);
        await bench.TerminatePodAsync(ending);

        Assert.Equal(200, (await agent.DelAsync(bench.Del(gone, "s1") with { PodUID = "" })).Code);
        Assert.Equal(200, (await agent.DelAsync(bench.Del(ending, "s2") with { PodUID = "" })).Code);

        // The first is for reclaim: nothing says which pod of the name it was.
        Assert.Equal(["10.20.0.11 gone eth0"], await bench.RecordsAsync("v4"));
    }
}
