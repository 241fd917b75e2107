using System.Text;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Cases;

/// <summary>The field's catalogue: StatefulSets (docs/reference/conformance.md).</summary>
[Trait("Category", "ApiServer")]
public sealed class StatefulSetCasesTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task L00008_Pods_keep_their_addresses_over_a_restart_and_move_when_they_name_another_pool()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("old", "10.20.0.0/16", "10.20.1.11-10.20.1.20");
        await bench.CreatePoolAsync("new", "10.20.0.0/16", "10.20.2.11-10.20.2.20");
        var set = await bench.CreateSetAsync(replicas: 2);
        var pods = await StartAsync(bench, agent, set, "old", 2);
        var before = await bench.RecordsAsync("old");

        await EndAsync(bench, agent, pods);
        pods = await StartAsync(bench, agent, set, "old", 2);
        Assert.Equal(before, await bench.RecordsAsync("old"));
        await EndAsync(bench, agent, pods);
        pods = await StartAsync(bench, agent, set, "new", 2);

        Assert.Empty(await bench.RecordsAsync("old"));
        Assert.Equal(["10.20.2.11 set-0 eth0", "10.20.2.12 set-1 eth0"], await bench.RecordsAsync("new"));
        Assert.Equal(pods[1].Metadata.Uid, (await bench.EndpointAsync("set-1"))!.Status!.Current.Uid);
    }

    [Theory]
    [InlineData("eth0", "net1")]
    [InlineData(null, null)] // A00018
    public async Task A00010_A00018_Pod_of_several_interfaces_moves_with_the_one_whose_pools_change(string? first, string? second)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("old", "10.20.0.0/16", "10.20.1.11-10.20.1.20");
        await bench.CreatePoolAsync("stays", "10.20.0.0/16", "10.20.2.11-10.20.2.20");
        await bench.CreatePoolAsync("new", "10.20.0.0/16", "10.20.3.11-10.20.3.20");
        var set = await bench.CreateSetAsync(replicas: 1);

        async Task<IReadOnlyList<string>> RestartAsync(string pool, string sandbox)
        {
            var pod = await bench.CreatePodAsync("set-0", bench.IPPools((first, [pool]), (second, ["stays"])), set: set);
            await agent.AddAsync(bench.Add(pod, sandbox));
            var addresses = (await agent.AddAsync(bench.Add(pod, sandbox, "net1"))).Addresses;
            await bench.RemovePodAsync(pod);
            Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, sandbox, "net1"))).Code);
            Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, sandbox))).Code);
            return [.. addresses.Order()];
        }

        Assert.Equal(["eth0 10.20.1.11/16", "net1 10.20.2.11/16"], await RestartAsync("old", "s1"));
        Assert.Equal(["eth0 10.20.1.11/16", "net1 10.20.2.11/16"], await RestartAsync("old", "s2"));
        Assert.Equal(["eth0 10.20.3.11/16", "net1 10.20.2.11/16"], await RestartAsync("new", "s3"));
        Assert.Empty(await bench.RecordsAsync("old"));
        Assert.Equal(2, (await bench.RecordsAsync("stays")).Count + (await bench.RecordsAsync("new")).Count);
    }

    [Fact]
    public async Task G00011_Set_that_grows_takes_the_addresses_that_another_gives_back_and_no_two_pods_have_one()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.15");
        var shrinking = await bench.CreateSetAsync(5, "shrinking");
        var growing = await bench.CreateSetAsync(5, "growing");
        var holders = await StartAsync(bench, agent, shrinking, "v4", 5);
        var waiting = new List<Pod>();
        for (var i = 0; i < 5; i++)
        {
            var pod = await bench.CreatePodAsync($"growing-{i}", bench.IPPool("v4"), set: growing);
            (await agent.AddAsync(bench.Add(pod, pod.Metadata.Uid!))).AssertFailed(Reason.IPsExhausted);
            waiting.Add(pod);
        }

        for (var i = 4; i >= 0; i--)
        {
            var scaled = Encoding.UTF8.GetBytes($"{{\"spec\":{{\"replicas\":{i}}}}}");
            await bench.Client.PatchAsync<StatefulSet>(bench.Namespace, "shrinking", PatchType.Merge, scaled, null, Cancellation);
            await EndAsync(bench, agent, [holders[i]]);
            Assert.Single((await agent.AddAsync(bench.Add(waiting[4 - i], waiting[4 - i].Metadata.Uid!))).Addresses);
            // One record for each address: the pool cannot hold two.
            Assert.Equal(5, (await bench.RecordsAsync("v4")).Count);
        }

        Assert.All(await bench.RecordsAsync("v4"), record => Assert.Contains(" growing-", record));
        Assert.Null(await bench.EndpointAsync("shrinking-0"));
    }

    private static async Task<IReadOnlyList<Pod>> StartAsync(Bench bench, HostedAgent agent, StatefulSet set, string pool, int count)
    {
        var pods = new List<Pod>();
        for (var i = 0; i < count; i++)
        {
            var pod = await bench.CreatePodAsync($"{set.Metadata.Name}-{i}", bench.IPPools(("eth0", [pool])), set: set);
            Assert.Single((await agent.AddAsync(bench.Add(pod, pod.Metadata.Uid!))).Addresses);
            pods.Add(pod);
        }

        return pods;
    }

    private static async Task EndAsync(Bench bench, HostedAgent agent, IReadOnlyList<Pod> pods)
    {
        foreach (var pod in pods)
        {
            await bench.RemovePodAsync(pod);
            Assert.Equal(200, (await agent.DelAsync(bench.Del(pod, pod.Metadata.Uid!))).Code);
        }
    }
}
