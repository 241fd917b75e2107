using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Applications;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Subnets;

/// <summary>Many applications on one subnet at a time, and two controllers that both believe that they lead.</summary>
[Trait("Category", "ApiServer")]
public class ConcurrencyTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I00006_I00008_Thirty_applications_of_one_subnet_come_change_and_go_and_every_address_is_back()
    {
        await using var cluster = await SubnetCluster.StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.150.0.0/24", "10.150.0.1-10.150.0.150");
        var apps = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            cluster.DeployAsync($"app{i}", 1, subnet, (AnnotationKeys.IPPoolIPNumber, "5"))));
        await Task.WhenAll(apps.Select(app => cluster.UntilSizeAsync(app, 5)));
        await cluster.UntilFreeAsync(subnet, 0);
        AssertDisjoint(apps.SelectMany(cluster.PoolsOf));

        await Task.WhenAll(apps.Select((app, i) =>
            cluster.AnnotateAsync<Deployment>(app, (AnnotationKeys.IPPoolIPNumber, i % 2 == 0 ? "2" : "7"))));
        await Task.WhenAll(apps.Select((app, i) => cluster.UntilSizeAsync(app, i % 2 == 0 ? 2 : 7)));
        await cluster.UntilFreeAsync(subnet, 15);
        AssertDisjoint(apps.SelectMany(cluster.PoolsOf));

        await Task.WhenAll(apps.Select(cluster.DeleteAsync<Deployment>));
        await cluster.UntilFreeAsync(subnet, 150);
        Assert.Empty(apps.SelectMany(cluster.PoolsOf));
    }

    [Fact]
    public async Task Two_controllers_that_both_work_give_no_address_to_two_pools()
    {
        await using var cluster = await SubnetCluster.StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.151.0.0/24", "10.151.0.1-10.151.0.60");
        await using var second = new SecondController(cluster.Hosted);
        await second.StartAsync();
        var apps = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => cluster.DeployAsync($"app{i}", 3, subnet)));
        await Task.WhenAll(apps.Select(app => cluster.UntilSizeAsync(app, 3)));
        AssertDisjoint(apps.SelectMany(cluster.PoolsOf));

        await Task.WhenAll(apps.Select((app, i) => cluster.ScaleAsync<Deployment>(app, i % 2 == 0 ? 1 : 5)));
        await Task.WhenAll(apps.Select((app, i) => cluster.UntilSizeAsync(app, i % 2 == 0 ? 1 : 5)));

        await cluster.UntilFreeAsync(subnet, 24);
        AssertDisjoint(apps.SelectMany(cluster.PoolsOf));
    }

    [Fact]
    public async Task Controller_that_does_not_lead_any_more_writes_nothing()
    {
        await using var cluster = await SubnetCluster.StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.152.0.0/24", "10.152.0.1-10.152.0.60");
        var informers = cluster.Hosted.Informers;
        var fence = new ClosedFence();
        var pools = new AutomaticPools(cluster.Client, informers.Pools, informers.ReservedIPs,
            new Spiderpool.Controller.Subnets.InformerSubnets(informers), new SubnetLocks(), fence.ThrowIfNotLeader, TimeProvider.System);
        var group = new PoolGroup(new("apps/v1", "Deployment", "shop", cluster.Name("web"), "1-2a3b4"), "eth0", IPFamily.IPv4,
            [subnet.Metadata.Name!], 3, new AddressNumber(3, IsFlexible: false), Reclaim: true);

        await Assert.ThrowsAsync<OperationCanceledException>(() => pools.SettleAsync(group, _ => { }, Cancellation));

        Assert.Empty(cluster.PoolsOf(cluster.Name("web")));
    }

    private static void AssertDisjoint(IEnumerable<SpiderIPPool> pools)
    {
        var seen = RangeSet.Empty;
        foreach (var ranges in pools.Select(pool => RangeSet.Parse(pool.Spec.Ips!)))
        {
            Assert.True(seen.Intersect(ranges).IsEmpty, $"{seen.Intersect(ranges)} is in two pools");
            seen = seen.Union(ranges);
        }
    }

    private sealed class ClosedFence : ILeaderFence
    {
        public void ThrowIfNotLeader() => throw new OperationCanceledException("another replica leads");
    }

    private sealed class OpenFence : ILeaderFence
    {
        public void ThrowIfNotLeader()
        {
        }
    }

    /// <summary>The work of a leader on informers of its own, as that of a replica that does not know yet that it lost its lease.</summary>
    private sealed class SecondController : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly ClusterInformers _informers;
        private readonly ApplicationTask _task;
        private Task _running = Task.CompletedTask;

        public SecondController(HostedController hosted)
        {
            _informers = new ClusterInformers(hosted.Client, NullLoggerFactory.Instance, TimeProvider.System);
            _task = new ApplicationTask(hosted.Client, _informers, new SubnetLocks(), new OpenFence(),
                hosted.Services.GetRequiredService<EventRecorder>(), hosted.Services.GetRequiredService<LiveOptions<ControllerOptions>>(),
                TimeProvider.System, NullLoggerFactory.Instance);
        }

        public async Task StartAsync()
        {
            var informing = _informers.RunAsync(_stopping.Token);
            await _informers.WaitForSyncAsync(Cancellation);
            _running = Task.WhenAll(informing, _task.RunAsync(_stopping.Token));
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stopping.Dispose();
        }
    }
}
