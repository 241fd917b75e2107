using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Release;

/// <summary>CNI GC: what the runtime no longer lists and the API server no longer has alive goes back.</summary>
[Trait("Category", "ApiServer")]
public sealed class GcTests(ApiServerFixture server)
{
    [Fact]
    public async Task Only_ended_pods_of_this_node_without_a_sandbox_give_back()
    {
        await using var bench = await Bench.OpenAsync(server);
        var (agent, other) = (await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"));
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var annotation = bench.IPPool("v4");
        var (ended, listed, alive) = (await bench.CreatePodAsync("ended", annotation),
            await bench.CreatePodAsync("listed", annotation), await bench.CreatePodAsync("alive", annotation));
        var elsewhere = await bench.CreatePodAsync("elsewhere", annotation, "b");
        await agent.AddAsync(bench.Add(ended, "s-ended"));
        await agent.AddAsync(bench.Add(listed, "s-listed"));
        await agent.AddAsync(bench.Add(alive, "s-alive"));
        await other.AddAsync(bench.Add(elsewhere, "s-elsewhere"));
        foreach (var pod in new[] { ended, listed, elsewhere }) await bench.RemovePodAsync(pod);

        var released = (await agent.GcAsync("s-listed")).Read(ApiJson.Default.IpamGcResponse).Released;

        Assert.Equal([ended.Key], released);
        Assert.Equal(
            ["10.20.0.12 listed eth0", "10.20.0.13 alive eth0", "10.20.0.14 elsewhere eth0"], await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync("ended"));
        Assert.Empty((await agent.GcAsync("s-listed", "s-alive")).Read(ApiJson.Default.IpamGcResponse).Released);
    }
}
