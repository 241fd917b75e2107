using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.Demo;

namespace Spiderpool.Sandbox.Tests.Host;

public sealed class TwoNodesTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pods_have_macvlan_interfaces_on_the_LAN_and_reach_each_other_and_the_router()
    {
        await fixture.CreatePodAsync("left", "node-1");
        await fixture.CreatePodAsync("right", "node-2");
        await fixture.Cluster.ReadyAsync("left", null, Cancellation);
        await fixture.Cluster.ReadyAsync("right", null, Cancellation);
        var pods = (await fixture.Cluster.PodsAsync(Cancellation)).Where(pod => pod.Name is "left" or "right").ToList();

        Assert.Equal(["node-1", "node-2"], pods.Select(pod => pod.Node));
        using (var netns = NetworkNamespace.Open(pods[0].NetNs!))
        using (var netlink = RouteNetlink.Open(netns))
            Assert.Equal(MacvlanMode.Bridge, netlink.GetLink("eth0").MacvlanMode);
        var reachability = await Reachability.MeasureAsync(pods, Cancellation);
        Assert.Equal((4, 4), (reachability.Asked, reachability.Answered));
        Assert.NotNull(await Ping.TryAsync(pods[0].NetNs!, "10.60.0.1", Cancellation));
        Assert.NotNull(await Ping.TryAsync(pods[1].NetNs!, "fd00:60::1", Cancellation));
        Assert.Null(await Ping.TryAsync(pods[1].NetNs!, "10.60.99.99", Cancellation));
    }

    [Fact]
    public async Task A_killed_agent_is_started_again_and_serves()
    {
        var before = fixture.Host.Agents[0].Identity!;
        using (var agent = RunningProcess.TryOpen(before)!)
            agent.Kill();

        await fixture.CreatePodAsync("after-kill", "node-1");
        await fixture.Cluster.ReadyAsync("after-kill", null, Cancellation);

        Assert.NotEqual(before, fixture.Host.Agents[0].Identity);
    }

    [Fact]
    public async Task The_controller_guards_pools_and_counts_them()
    {
        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() => CreatePoolAsync("overlap", "10.60.1.20"));
        var created = await CreatePoolAsync("guarded", "10.60.3.1-10.60.3.4");

        Assert.Contains("SpiderIPPool demo-v4 has 10.60.1.20 too", refused.Message, StringComparison.Ordinal);
        Assert.Equal([SpiderpoolGroup.Finalizer], created.Metadata.Finalizers);
        while ((await fixture.Cluster.Client.GetAsync<SpiderIPPool>(null, "guarded", Cancellation)).Status?.TotalIPCount != 4)
            await Task.Delay(20, Cancellation);
    }

    private Task<SpiderIPPool> CreatePoolAsync(string name, string ips) => fixture.Cluster.Client.CreateAsync(
        new SpiderIPPool
        {
            Metadata = new ObjectMeta { Name = name },
            Spec = new SpiderIPPoolSpec { Subnet = "10.60.0.0/16", Ips = [ips] },
        }, Cancellation);
}
