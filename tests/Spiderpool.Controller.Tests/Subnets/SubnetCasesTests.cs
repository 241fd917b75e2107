using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Subnets;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;
using static Spiderpool.Controller.Tests.Subnets.SubnetCluster;

namespace Spiderpool.Controller.Tests.Subnets;

/// <summary>spec/testcases.md 5 and 7: subnets and the pools that users make of them.</summary>
[Trait("Category", "ApiServer")]
public class SubnetCasesTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I00001_I00002_Subnet_counts_its_addresses_as_they_come_and_go_and_is_deleted()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.120.0.0/24", "10.120.0.10-10.120.0.19");
        Assert.Equal((10, 0, 10), (subnet.Status!.TotalIPCount, subnet.Status.AllocatedIPCount, subnet.Status.FreeIPCount));
        Assert.Null(subnet.Status.ControlledIPPools);
        Assert.Equal("10-120-0-0-24", subnet.Metadata.Label(LabelKeys.SubnetCidr));
        await ReplaceAsync(cluster, subnet, spec => spec with { Ips = ["10.120.0.10-10.120.0.39"], ExcludeIPs = ["10.120.0.30"] });
        subnet = await cluster.UntilFreeAsync(subnet, 29);
        Assert.Equal(
            [("Available", "True", subnet.Metadata.Generation), ("Ready", "True", subnet.Metadata.Generation)],
            subnet.Status!.Conditions!.Select(condition => (condition.Type, condition.Status, condition.ObservedGeneration)).Order());

        await ReplaceAsync(cluster, subnet, spec => spec with { Ips = ["10.120.0.10"] });
        await cluster.UntilFreeAsync(subnet, 1);
        await cluster.Client.DeleteAsync<SpiderSubnet>(null, subnet.Metadata.Name!, cancellationToken: Cancellation);
        await HostedController.UntilAsync(cluster.Hosted.Informers.Subnets, subnet.Key, found => found is null);
    }

    [Fact]
    public async Task I00005_D00008_Pool_inherits_gateway_and_routes_when_it_becomes_the_subnets_and_not_later()
    {
        await using var cluster = await StartAsync(server);
        var before = await CreatePoolAsync(cluster, "before", "10.121.0.0/24", "10.121.0.10-10.121.0.14");
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.121.0.0/24", "10.121.0.10-10.121.0.39");
        await cluster.UntilFreeAsync(subnet, 25);
        Assert.Null((await PoolAsync(cluster, before)).Spec.Gateway);
        await ReplaceAsync(cluster, subnet, spec => spec with
        {
            Gateway = "10.121.0.1",
            Routes = [new PoolRoute { Dst = "10.99.0.0/16", Gw = "10.121.0.2" }],
        });
        await HostedController.UntilAsync(cluster.Hosted.Informers.Subnets, subnet.Key, found => found?.Spec.Gateway is not null);

        var after = await CreatePoolAsync(cluster, "after", "10.121.0.0/24", "10.121.0.20-10.121.0.24");
        after = (await HostedController.UntilAsync(cluster.Hosted.Informers.Pools, after.Key, pool => pool?.Spec.Gateway is not null))!;

        Assert.Equal(("10.121.0.1", "10.99.0.0/16"), (after.Spec.Gateway, Assert.Single(after.Spec.Routes!).Dst));
        Assert.Equal(subnet.Metadata.Uid, Assert.Single(after.Metadata.OwnerReferences!).Uid);
        subnet = await cluster.UntilFreeAsync(subnet, 20);
        Assert.Equal([after.Metadata.Name!, before.Metadata.Name!], ControlledPools.Of(subnet).Keys.Order());
        Assert.Null((await PoolAsync(cluster, before)).Spec.Gateway);
    }

    [Fact]
    public async Task D00007_I00007_Thirty_manual_pools_of_one_subnet_come_change_and_go_and_every_address_is_back()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.124.0.0/24", "10.124.0.1-10.124.0.150");
        string Block(int i, int size) => $"10.124.0.{(i * 5) + 1}-10.124.0.{(i * 5) + size}";
        var pools = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            CreatePoolAsync(cluster, $"manual{i}", "10.124.0.0/24", Block(i, 5))));
        await cluster.UntilFreeAsync(subnet, 0);

        await Task.WhenAll(pools.Select((pool, i) => EditAsync(cluster, pool, spec => spec with { Ips = [Block(i, i % 2 == 0 ? 2 : 4)] })));
        subnet = await cluster.UntilFreeAsync(subnet, 60);
        Assert.Equal(pools.Select(pool => pool.Metadata.Name!).Order(), ControlledPools.Of(subnet).Keys.Order());

        await Task.WhenAll(pools.Select(pool => cluster.Client.DeleteAsync<SpiderIPPool>(
            null, pool.Metadata.Name!, cancellationToken: Cancellation)));
        subnet = await cluster.UntilFreeAsync(subnet, 150);
        Assert.Empty(ControlledPools.Of(subnet));
    }

    [Fact]
    public async Task S00004_Excluded_addresses_of_a_manual_pool_stay_free_in_the_subnet_and_are_not_counted()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.125.0.0/24", "10.125.0.10-10.125.0.19");
        var pool = await CreatePoolAsync(cluster, "manual", "10.125.0.0/24", "10.125.0.10-10.125.0.14");
        await EditAsync(cluster, pool, spec => spec with { ExcludeIPs = ["10.125.0.10-10.125.0.12"] });

        await cluster.UntilFreeAsync(subnet, 8);
        var held = await HostedController.UntilAsync(cluster.Hosted.Informers.Pools, pool.Key, found => found?.Status?.TotalIPCount == 2);
        await cluster.HoldAsync(held!, "u1", "u2");

        Assert.Equal(["10.125.0.13", "10.125.0.14"],
            PoolLedger.Read(await PoolAsync(cluster, pool)).Records.Keys.Select(address => address.ToString()).Order());
    }

    [Fact]
    public async Task Pool_with_addresses_that_the_subnet_lacks_stays_alone()
    {
        await using var cluster = await StartAsync(server);
        var pool = await CreatePoolAsync(cluster, "pool", "10.122.0.0/24", "10.122.0.5-10.122.0.14");
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.122.0.0/24", "10.122.0.10-10.122.0.19");

        subnet = await cluster.UntilFreeAsync(subnet, 5);
        Assert.Null((await PoolAsync(cluster, pool)).Metadata.OwnerReferences);
        // Nobody else gets what the pool has of it.
        var app = await cluster.DeployAsync("web", 5, subnet);
        Assert.Equal(["10.122.0.15-10.122.0.19"], (await cluster.UntilSizeAsync(app, 5)).Spec.Ips);
    }

    [Fact]
    public async Task Deleted_subnet_deletes_its_pools_and_waits_for_their_last_address()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.123.0.0/24", "10.123.0.10-10.123.0.19");
        var app = await cluster.DeployAsync("web", 2, subnet);
        var pool = await cluster.UntilSizeAsync(app, 2);
        await cluster.HoldAsync(pool, "u1");
        await cluster.Client.DeleteAsync<SpiderSubnet>(null, subnet.Metadata.Name!, cancellationToken: Cancellation);
        await cluster.UntilSubnetAsync(subnet.Key, found => found.Status!.Conditions!.Any(condition =>
            condition is { Type: SubnetStatus.Ready, Status: "False" } && condition.Reason == Reason.SubnetTerminating.Name));
        await cluster.UntilPoolsAsync(app, pools => pools.Single().Metadata.IsTerminating);

        await cluster.ReleaseAsync(pool, "u1");

        await HostedController.UntilAsync(cluster.Hosted.Informers.Subnets, subnet.Key, found => found is null);
        Assert.Empty(cluster.PoolsOf(app));
    }

    [Theory]
    [InlineData("""{"nobody":{"ips":["10.124.0.17"],"application":"apps_v1_Deployment_a_b"},"x":{"ips":["what"]}}""")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    public async Task I00022_Wrong_entries_in_the_status_are_cleaned_and_missing_ones_come_back(string text)
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.124.0.0/24", "10.124.0.10-10.124.0.19");
        var app = await cluster.DeployAsync("web", 2, subnet);
        var pool = await cluster.UntilSizeAsync(app, 2);
        subnet = await cluster.UntilFreeAsync(subnet, 8);

        await EditStatusAsync(cluster, subnet, text);

        subnet = await cluster.UntilSubnetAsync(subnet.Key, found => found.Status?.ControlledIPPools is { } now && now != text
            && found.Metadata.ResourceVersion != subnet.Metadata.ResourceVersion && found.Status.FreeIPCount == 8);
        var entry = Assert.Single(ControlledPools.Of(subnet));
        Assert.Equal((pool.Metadata.Name, pool.Metadata.Uid), (entry.Key, entry.Value.Uid));
        Assert.Equal(pool.Spec.Ips, entry.Value.Ips);
        await cluster.ScaleAsync<Deployment>(app, 4);
        Assert.Equal(["10.124.0.10-10.124.0.13"], (await cluster.UntilSizeAsync(app, 4)).Spec.Ips);
    }

    private static async Task EditStatusAsync(SubnetCluster cluster, SpiderSubnet subnet, string text)
    {
        while (true)
        {
            var latest = await cluster.Client.GetAsync<SpiderSubnet>(null, subnet.Metadata.Name!, Cancellation);
            try
            {
                await cluster.Client.ReplaceStatusAsync(
                    latest with { Status = latest.Status! with { ControlledIPPools = text } }, Cancellation);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The controller was faster.
            }
        }
    }

    private static async Task ReplaceAsync(
        SubnetCluster cluster, SpiderSubnet subnet, Func<SpiderSubnetSpec, SpiderSubnetSpec> change)
    {
        while (true)
        {
            var latest = await cluster.Client.GetAsync<SpiderSubnet>(null, subnet.Metadata.Name!, Cancellation);
            try
            {
                await cluster.Client.ReplaceAsync(latest with { Spec = change(latest.Spec) }, Cancellation);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The controller was faster.
            }
        }
    }

    private static async Task EditAsync(SubnetCluster cluster, SpiderIPPool pool, Func<SpiderIPPoolSpec, SpiderIPPoolSpec> change)
    {
        while (true)
        {
            var latest = await PoolAsync(cluster, pool);
            try
            {
                await cluster.Client.ReplaceAsync(latest with { Spec = change(latest.Spec) }, Cancellation);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The controller was faster.
            }
        }
    }

    private static Task<SpiderIPPool> CreatePoolAsync(SubnetCluster cluster, string prefix, string cidr, string ips) =>
        cluster.Hosted.CreateAsync(new SpiderIPPool
        {
            Metadata = new() { Name = cluster.Name(prefix) },
            Spec = new() { IpVersion = 4, Subnet = cidr, Ips = [ips] },
        });

    private static Task<SpiderIPPool> PoolAsync(SubnetCluster cluster, SpiderIPPool pool) =>
        cluster.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, Cancellation);
}
