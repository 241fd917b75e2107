using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Allocation;

/// <summary>ADD again, of the same sandbox or the next one; ADD that cannot have everything.</summary>
[Trait("Category", "ApiServer")]
public sealed class RepeatedAddTests(ApiServerFixture server)
{
    [Fact]
    public async Task The_same_sandbox_gets_the_same_answer()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));

        var first = await agent.AddAsync(bench.Add(pod, "s1"));
        var endpoint = await bench.EndpointAsync("web");
        var second = await agent.AddAsync(bench.Add(pod, "s1"));

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(endpoint!.Metadata.ResourceVersion, (await bench.EndpointAsync("web"))!.Metadata.ResourceVersion);
        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task The_next_sandbox_of_a_pod_gets_its_addresses()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));

        var first = await agent.AddAsync(bench.Add(pod, "s1"));
        Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, "s1"))).Code);
        Assert.Equal("", (await bench.EndpointAsync("web"))!.Status!.Current.SandboxID);
        var second = await agent.AddAsync(bench.Add(pod, "s2"));

        Assert.Equal(first.Addresses, second.Addresses);
        Assert.Equal("s2", (await bench.EndpointAsync("web"))!.Status!.Current.SandboxID);
    }

    [Fact]
    public async Task A_live_pod_keeps_its_address_when_its_pool_is_disabled()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("other", "10.30.0.0/16", "10.30.0.11");
        var set = await bench.CreateSetAsync(replicas: 1);
        var pod = await bench.CreatePodAsync("set-0", bench.IPPool("v4", "other"), set: set);
        var first = await agent.AddAsync(bench.Add(pod, "s1"));
        var pool = await bench.Client.GetAsync<SpiderIPPool>(null, bench.Name("v4"), TestContext.Current.CancellationToken);
        await bench.Client.ReplaceAsync(pool with { Spec = pool.Spec with { Disable = true } }, TestContext.Current.CancellationToken);
        await HostedAgent.SeesAsync(agent.Informers.Pools, pool.Key, seen => seen!.Spec.Disable is true);

        Assert.Equal(first.Addresses, (await agent.AddAsync(bench.Add(pod, "s1"))).Addresses);
        Assert.Equal(["10.20.0.11 set-0 eth0"], await bench.RecordsAsync("v4"));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("v6")]
    public async Task An_add_that_cannot_have_all_its_addresses_leaves_nothing(string lacking)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("full", "10.30.0.0/16");
        await bench.CreatePoolAsync("v6", "fd00:20::/64");
        var pod = await bench.CreatePodAsync("web", bench.IPPools(("eth0", ["v4"]), ("net1", [lacking])));

        var failure = (await agent.AddAsync(bench.Add(pod, "s1"))).AssertFailed(Reason.IPsExhausted);

        Assert.Contains("all IP addresses used out: total 0", failure);
        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync("web"));
    }

    [Fact]
    public async Task An_add_that_fails_keeps_what_the_pod_had_before()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));

        (await agent.AddAsync(bench.Add(pod, "s1", "net1"))).AssertFailed(Reason.IPsExhausted);

        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
        Assert.Equal("eth0", Assert.Single((await bench.EndpointAsync("web"))!.Status!.Current.Ips).Interface);
    }
}
