using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Release;

/// <summary>DELETE /v1/ipam/ips: the plugin found an address in use by somebody else (spec/ipam.md 5, 8).</summary>
[Trait("Category", "ApiServer")]
public sealed class ConflictReleaseTests(ApiServerFixture server)
{
    [Fact]
    public async Task The_next_try_gets_other_addresses()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));

        Assert.Equal(200, (await agent.ReleaseConflictingAsync(bench.Del(pod, "s1") with { IsReleaseConflictIPs = true })).Code);
        Assert.Empty(await bench.RecordsAsync("v4"));

        Assert.Equal(["eth0 10.20.0.12/16"], (await agent.AddAsync(bench.Add(pod, "s2"))).Addresses);
    }

    [Fact]
    public async Task A_late_one_of_an_earlier_sandbox_leaves_the_present_one_alone()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));
        await agent.DelAsync(bench.Del(pod, "s1"));
        await agent.AddAsync(bench.Add(pod, "s2"));

        Assert.Equal(200, (await agent.ReleaseConflictingAsync(bench.Del(pod, "s1"))).Code);

        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
        Assert.Single((await bench.EndpointAsync("web"))!.Status!.Current.Ips);
    }

    [Fact]
    public async Task A_stateful_pod_keeps_its_addresses_with_status_522()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), set: await bench.CreateSetAsync(replicas: 1));
        await agent.AddAsync(bench.Add(pod, "s1"));

        var failure = (await agent.ReleaseConflictingAsync(bench.Del(pod, "s1"))).AssertFailed(Reason.StatefulWorkload, 522);

        Assert.Contains("forbid releasing IPs for stateful workload", failure);
        Assert.Equal(["10.20.0.11 set-0 eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task It_is_refused_with_status_521_where_it_is_disabled()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync(configure: options => options with { ReleaseConflictIPs = false });
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));

        (await agent.ReleaseConflictingAsync(bench.Del(pod, "s1"))).AssertFailed(Reason.ReleaseDisabled, 521);

        Assert.Equal(["10.20.0.11 web eth0"], await bench.RecordsAsync("v4"));
    }
}
