using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Tests.Subnets;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Admission;

/// <summary>Rules that compare objects, asked as the API server asks them: over HTTPS, by the registered webhooks.</summary>
[Trait("Category", "ApiServer")]
public class WebhookCasesTests(ApiServerFixture server)
{
    [Fact]
    public async Task Created_pool_has_its_finalizer_version_label_and_merged_ranges()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var pool = await controller.CreateAsync("pool", new() { Subnet = "10.30.0.0/24", Ips = ["10.30.0.9", "10.30.0.5-10.30.0.8"] });

        Assert.Equal([SpiderpoolGroup.Finalizer], pool.Metadata.Finalizers);
        Assert.Equal(4, pool.Spec.IpVersion);
        Assert.Equal("10-30-0-0-24", pool.Metadata.Label(LabelKeys.IPPoolCidr));
        Assert.Equal(["10.30.0.5-10.30.0.9"], pool.Spec.Ips);
    }

    [Fact]
    public async Task D00001_Address_that_is_in_another_pool_is_refused()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var first = await controller.CreateAsync("first", new() { Subnet = "10.31.0.0/24", Ips = ["10.31.0.5-10.31.0.9"] });
        await controller.KnowAsync(first);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            controller.CreateAsync("second", new() { Subnet = "10.31.0.0/24", Ips = ["10.31.0.9-10.31.0.20"] }));

        Assert.Contains("10.31.0.9", error.Message, StringComparison.Ordinal);
        Assert.Contains(first.Metadata.Name!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D00006_Fifty_pools_are_created_counted_and_deleted_at_once()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var pools = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            controller.CreateAsync($"batch{i}", new() { Subnet = $"10.39.{i}.0/24", Ips = [$"10.39.{i}.5-10.39.{i}.9"] })));

        var ready = await Task.WhenAll(pools.Select(controller.ReadyAsync));
        await Task.WhenAll(pools.Select(pool => controller.Hosted.Client.DeleteAsync<SpiderIPPool>(
            null, pool.Metadata.Name!, cancellationToken: HostedController.Cancellation)));
        await Task.WhenAll(pools.Select(pool => HostedController.UntilAsync(
            controller.Hosted.Informers.Pools, pool.Key, found => found is null)));

        Assert.All(ready, pool => Assert.Equal((5, 0), (pool.Status!.TotalIPCount, pool.Status.AllocatedIPCount)));
    }

    [Fact]
    public async Task Pool_of_a_subnet_that_overlaps_another_pools_subnet_is_refused()
    {
        await using var controller = await WebhookController.StartAsync(server);
        await controller.KnowAsync(await controller.CreateAsync("wide", new() { Subnet = "10.32.0.0/16", Ips = ["10.32.0.5"] }));

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            controller.CreateAsync("narrow", new() { Subnet = "10.32.1.0/24", Ips = ["10.32.1.5"] }));

        Assert.Contains("10.32.0.0/16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S00003_Address_in_use_may_not_leave_its_pool()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var pool = await controller.ReadyAsync(
            await controller.CreateAsync("pool", new() { Subnet = "10.33.0.0/24", Ips = ["10.33.0.5-10.33.0.9"] }));
        var granted = PoolLedger.Read(pool).Apply(
            [new LedgerRequest.Grant("shop/web", "uid-1", "eth0")], Addressing.RangeSet.Empty, LedgerLimits.Default);
        pool = await controller.Hosted.Client.ReplaceStatusAsync(pool with { Status = granted.Status }, HostedController.Cancellation);
        await controller.KnowAsync(pool);
        pool = await LatestAsync(controller, pool);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => controller.Hosted.Client.ReplaceAsync(
            pool with { Spec = pool.Spec with { ExcludeIPs = ["10.33.0.5"] } }, HostedController.Cancellation));

        Assert.Contains("pod shop/web holds 10.33.0.5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.34.0.6", "10.0.0.0/8", "10.34.0.1", "gateway")]
    [InlineData("10.35.0.1", "10.0.0.0/8", "10.34.0.1", "gateway")]
    [InlineData("10.34.0.1", "0.0.0.0/0", "10.34.0.1", "route")]
    [InlineData("10.34.0.1", "10.0.0.0/8", "10.35.0.1", "route")]
    public async Task D00003_Bad_gateway_or_route_is_refused(string gateway, string destination, string nextHop, string field)
    {
        await using var controller = await WebhookController.StartAsync(server);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => controller.CreateAsync("pool", new()
        {
            Subnet = "10.34.0.0/24",
            Ips = ["10.34.0.5-10.34.0.9"],
            Gateway = gateway,
            Routes = [new PoolRoute { Dst = destination, Gw = nextHop }],
        }));

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, error.StatusCode);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D00008_Pool_inherits_gateway_and_routes_of_its_subnet()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var subnet = await controller.Hosted.CreateAsync(new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = controller.Hosted.Name("subnet") },
            Spec = new SpiderSubnetSpec
            {
                Subnet = "10.36.0.0/24",
                Ips = ["10.36.0.2-10.36.0.99"],
                Gateway = "10.36.0.1",
                Routes = [new PoolRoute { Dst = "10.0.0.0/8", Gw = "10.36.0.1" }],
            },
        });
        await HostedController.UntilAsync(controller.Hosted.Informers.Subnets, subnet.Key, found => found is not null);

        var pool = await controller.CreateAsync("pool", new() { Subnet = "10.36.0.0/24", Ips = ["10.36.0.5"] });

        Assert.Equal("10.36.0.1", pool.Spec.Gateway);
        Assert.Equal("10.0.0.0/8", Assert.Single(pool.Spec.Routes!).Dst);
        Assert.Equal(subnet.Metadata.Uid, Assert.Single(pool.Metadata.OwnerReferences!).Uid);
        Assert.Equal(subnet.Metadata.Name, pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet));
    }

    [Fact]
    public async Task Pool_with_addresses_that_its_subnet_does_not_have_is_refused()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var subnet = await controller.Hosted.CreateAsync(new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = controller.Hosted.Name("subnet") },
            Spec = new SpiderSubnetSpec { Subnet = "10.37.0.0/24", Ips = ["10.37.0.2-10.37.0.9"] },
        });
        await HostedController.UntilAsync(controller.Hosted.Informers.Subnets, subnet.Key, found => found is not null);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            controller.CreateAsync("pool", new() { Subnet = "10.37.0.0/24", Ips = ["10.37.0.9-10.37.0.10"] }));

        Assert.Contains("does not have 10.37.0.10", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_of_a_pool_is_written_while_the_webhooks_are_away()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var pool = await controller.ReadyAsync(
            await controller.CreateAsync("pool", new() { Subnet = "10.38.0.0/24", Ips = ["10.38.0.5"] }));
        await controller.Hosted.StopAsync();

        var granted = PoolLedger.Read(pool).Apply(
            [new LedgerRequest.Grant("shop/web", "uid-1", "eth0")], Addressing.RangeSet.Empty, LedgerLimits.Default);
        var written = await controller.Hosted.Client.ReplaceStatusAsync(
            await LatestAsync(controller, pool) with { Status = granted.Status }, HostedController.Cancellation);
        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            controller.CreateAsync("other", new() { Subnet = "10.38.0.0/24", Ips = ["10.38.0.6"] }));

        Assert.Equal(1, written.Status!.AllocatedIPCount);
        Assert.Contains("webhook", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I00018_Addresses_of_an_automatic_pool_cannot_be_edited()
    {
        await using var controller = await WebhookController.StartAsync(server);
        var (client, cancellation) = (controller.Hosted.Client, HostedController.Cancellation);
        var subnet = await client.CreateAsync(new SpiderSubnet
        {
            Metadata = new() { Name = controller.Hosted.Name("subnet") },
            Spec = new() { Subnet = "10.38.0.0/24", Ips = ["10.38.0.10-10.38.0.19"] },
        }, cancellation);
        var cluster = new SubnetCluster(controller.Hosted);
        var app = await cluster.DeployAsync("web", 3, subnet);
        var pool = await cluster.UntilSizeAsync(app, 3);

        async Task<KubernetesApiException> EditAsync(params string[] ips)
        {
            while (true)
            {
                var error = await Assert.ThrowsAsync<KubernetesApiException>(async () =>
                {
                    var latest = await LatestAsync(controller, pool);
                    await client.ReplaceAsync(latest with { Spec = latest.Spec with { Ips = ips } }, cancellation);
                });
                // The controller may have written between our read and our write.
                if (!error.IsConflict) return error;
            }
        }

        foreach (var ips in new[] { "10.38.0.10-10.38.0.19", "10.38.0.10", "10.38.0.19" })
            Assert.Contains("scale the application instead", (await EditAsync(ips)).Message, StringComparison.Ordinal);
        var taken = await Assert.ThrowsAsync<KubernetesApiException>(() => controller.CreateAsync(
            "manual", new() { Subnet = "10.38.0.0/24", Ips = ["10.38.0.12-10.38.0.14"] }));
        Assert.Contains($"gave 10.38.0.12 to SpiderIPPool {pool.Metadata.Name}", taken.Message, StringComparison.Ordinal);
        // What the controller does passes its own webhook.
        await cluster.ScaleAsync<Api.Core.Deployment>(app, 5);
        await cluster.UntilSizeAsync(app, 5);
        await cluster.ScaleAsync<Api.Core.Deployment>(app, 1);
        await cluster.UntilSizeAsync(app, 1);
    }

    private static Task<SpiderIPPool> LatestAsync(WebhookController controller, SpiderIPPool pool) =>
        controller.Hosted.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, HostedController.Cancellation);
}
