using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Ledger;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Pools;

[Trait("Category", "ApiServer")]
public class PoolReconcilerTests(ApiServerFixture server)
{
    [Fact]
    public async Task New_pool_gets_its_counts_and_is_ready()
    {
        await using var controller = await HostedController.StartAsync(server);
        var pool = await controller.CreateAsync(NewPool(controller, new() { Subnet = "10.8.0.0/24", Ips = ["10.8.0.5-10.8.0.9"] }));

        var status = (await ReadyAsync(controller, pool, "True")).Status!;

        Assert.Equal((5, 5, 0), (status.TotalIPCount, status.FreeIPCount, status.AllocatedIPCount));
        Assert.Equal("True", Condition(status, "Available").Status);
        Assert.Equal(pool.Metadata.Generation, Condition(status, "Ready").ObservedGeneration);
    }

    [Fact]
    public async Task Reserved_addresses_are_not_free()
    {
        await using var controller = await HostedController.StartAsync(server);
        var pool = await controller.CreateAsync(NewPool(controller, new() { Subnet = "10.8.1.0/24", Ips = ["10.8.1.5-10.8.1.9"] }));
        await ReadyAsync(controller, pool, "True");

        var reserved = await controller.CreateAsync(new SpiderReservedIP
        {
            Metadata = new ObjectMeta { Name = controller.Name("reserved") },
            Spec = new SpiderReservedIPSpec { IpVersion = 4, Ips = ["10.8.1.5-10.8.1.6"] },
        });
        var less = await HostedController.UntilAsync(controller.Informers.Pools, pool.Key, found => found?.Status?.FreeIPCount == 3);
        await controller.Client.DeleteAsync<SpiderReservedIP>(
            null, reserved.Metadata.Name!, cancellationToken: HostedController.Cancellation);
        var again = await HostedController.UntilAsync(controller.Informers.Pools, pool.Key, found => found?.Status?.FreeIPCount == 5);

        Assert.Equal((5, 5), (less!.Status!.TotalIPCount, again!.Status!.TotalIPCount));
    }

    [Fact]
    public async Task D00004_Pool_with_addresses_in_use_does_not_go_away_until_they_are_back()
    {
        await using var controller = await HostedController.StartAsync(server, options => options with
        {
            Reclaim = options.Reclaim with { Enabled = false },
        });
        var pool = await controller.CreateAsync(NewPool(controller, new() { Subnet = "10.8.2.0/24", Ips = ["10.8.2.5"] }));
        pool = await ReadyAsync(controller, pool, "True");
        var granted = PoolLedger.Read(pool).Apply(
            [new LedgerRequest.Grant("ns/web", "uid-1", "eth0")], RangeSet.Empty, LedgerLimits.Default);
        await controller.Client.ReplaceStatusAsync(pool with { Status = granted.Status }, HostedController.Cancellation);
        var full = await HostedController.UntilAsync(controller.Informers.Pools, pool.Key,
            found => Condition(found?.Status, "Available") is { Status: "False" });

        await controller.Client.DeleteAsync<SpiderIPPool>(null, pool.Metadata.Name!, cancellationToken: HostedController.Cancellation);
        var terminating = await ReadyAsync(controller, pool, "False");
        var released = PoolLedger.Read(terminating).Apply(
            [new LedgerRequest.Release("uid-1", null)], RangeSet.Empty, LedgerLimits.Default);
        await controller.Client.ReplaceStatusAsync(terminating with { Status = released.Status }, HostedController.Cancellation);
        await HostedController.UntilAsync(controller.Informers.Pools, pool.Key, found => found is null);

        Assert.Equal(Reason.IPsExhausted.Name, Condition(full!.Status, "Available").Reason);
        Assert.Equal(Reason.PoolTerminating.Name, Condition(terminating.Status, "Ready").Reason);
    }

    [Fact]
    public async Task D00005_Disabled_pool_says_so_and_is_ready_again_when_enabled()
    {
        await using var controller = await HostedController.StartAsync(server);
        var pool = await controller.CreateAsync(
            NewPool(controller, new() { Subnet = "10.8.3.0/24", Ips = ["10.8.3.5"], Disable = true }));

        var disabled = await ReadyAsync(controller, pool, "False");
        await controller.Client.ReplaceAsync(
            disabled with { Spec = disabled.Spec with { Disable = false } }, HostedController.Cancellation);
        await ReadyAsync(controller, pool, "True");

        Assert.Equal(Reason.PoolDisabled.Name, Condition(disabled.Status, "Ready").Reason);
    }

    [Fact]
    public async Task D00017_Total_of_a_pool_of_more_than_2_to_the_63_addresses_is_capped()
    {
        await using var controller = await HostedController.StartAsync(server);
        var pool = await controller.CreateAsync(NewPool(controller, new() { Subnet = "fd00:8::/32", Ips = ["fd00:8::1-fd00:8:ffff::"] }));

        var status = (await ReadyAsync(controller, pool, "True")).Status!;

        Assert.Equal((long.MaxValue, long.MaxValue), (status.TotalIPCount, status.FreeIPCount));
    }

    private static SpiderIPPool NewPool(HostedController controller, SpiderIPPoolSpec spec) => new()
    {
        Metadata = new ObjectMeta { Name = controller.Name("pool"), Finalizers = [SpiderpoolGroup.Finalizer] },
        Spec = spec with { IpVersion = spec.Subnet.Contains(':') ? 6 : 4 },
    };

    private static async Task<SpiderIPPool> ReadyAsync(HostedController controller, SpiderIPPool pool, string status) =>
        (await HostedController.UntilAsync(controller.Informers.Pools, pool.Key,
            found => Condition(found?.Status, "Ready")?.Status == status))!;

    private static Condition Condition(SpiderIPPoolStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type)!;
}
