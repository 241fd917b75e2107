using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Reclaim;

[Trait("Category", "ApiServer")]
public class ReclaimScannerTests(ApiServerFixture server)
{
    [Fact]
    public async Task Pod_gone_with_its_node_gives_its_address_back_at_once()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var node = await bench.CreateNodeAsync("True");
        var pod = await bench.CreatePodAsync("web", node.Metadata.Name!);
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(pod, pool, address, node.Metadata.Name!);
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);
        await bench.Controller.DeleteAsync(node, bench.Controller.Informers.Nodes);

        var report = await bench.ScanAsync();

        Assert.Equal(ReclaimProof.NodeGone, Assert.Single(report.Findings).Decision.Proof);
        Assert.Empty(await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Node_that_is_tainted_out_of_service_is_a_proof()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var node = await bench.CreateNodeAsync("Unknown");
        var pod = await bench.CreatePodAsync("web", node.Metadata.Name!);
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(pod, pool, address, node.Metadata.Name!);
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);

        var before = await bench.ScanAsync();
        await bench.TaintAsync(node, Taint.OutOfService);
        var after = await bench.ScanAsync();

        Assert.Equal(0, before.Released);
        Assert.Equal(ReclaimProof.NodeFenced, Assert.Single(after.Findings).Decision.Proof);
    }

    [Fact]
    public async Task Many_addresses_of_a_pool_go_back_in_one_write()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        for (var i = 0; i < 30; i++) await bench.RecordAsync(pool, $"{bench.Controller.Namespace}/gone-{i}", $"uid-{i}");
        await bench.ScanAsync();
        var before = await bench.Controller.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, TestController.Cancellation);
        var versions = bench.WatchVersions(pool);
        bench.Controller.Time.Advance(TimeSpan.FromSeconds(31));

        var report = await bench.ScanAsync();

        Assert.Equal(30, report.Released);
        var after = await bench.Controller.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, TestController.Cancellation);
        Assert.Equal([after.Metadata.ResourceVersion], versions.Where(version => version != before.Metadata.ResourceVersion));
        Assert.Null(after.Status!.AllocatedIPs);
        Assert.Equal(0, after.Status.AllocatedIPCount);
    }

    [Fact]
    public async Task Dry_run_reports_and_changes_nothing()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var address = await bench.RecordAsync(pool, $"{bench.Controller.Namespace}/gone", "uid-1");
        await bench.ScanAsync(dryRun: true);
        bench.Controller.Time.Advance(TimeSpan.FromSeconds(31));

        var report = await bench.ScanAsync(dryRun: true);

        Assert.Equal((Reason.AddressReclaimed, address), (report.Findings[0].Decision.Reason, report.Findings[0].Holder.Address));
        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Replica_that_does_not_lead_any_more_writes_nothing()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var address = await bench.RecordAsync(pool, $"{bench.Controller.Namespace}/gone", "uid-1");
        await bench.ScanAsync();
        bench.Controller.Time.Advance(TimeSpan.FromSeconds(31));
        bench.Controller.IsLeader = false;

        await Assert.ThrowsAsync<OperationCanceledException>(() => bench.ScanAsync());

        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Endpoint_without_pod_and_records_is_removed()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        await bench.CreateEndpointAsync(pod, pool, Addressing.Address.Parse("10.9.0.77"));
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);

        var report = await bench.ScanAsync();

        Assert.Equal([pod.Key], report.RemovedEndpoints);
        Assert.Null(await bench.EndpointAsync(pod));
    }

    [Fact]
    public async Task Address_of_a_live_pod_that_its_pool_lacks_in_two_scans_is_recorded_again()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        var address = Addressing.Address.Parse("10.9.0.77");
        await bench.CreateEndpointAsync(pod, pool, address);

        var first = await bench.ScanAsync();
        var second = await bench.ScanAsync();

        Assert.Empty(first.Restored);
        Assert.Single(second.Restored);
        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Address_of_a_live_pod_that_another_holds_is_reported_and_left()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var (holder, claimant) = (await bench.CreatePodAsync("holder"), await bench.CreatePodAsync("claimant"));
        var address = await bench.RecordAsync(pool, holder.Key, holder.Metadata.Uid!);
        await bench.CreateEndpointAsync(claimant, pool, address);

        await bench.ScanAsync();
        var report = await bench.ScanAsync();

        Assert.Contains(report.Failures, failure => failure.StartsWith("RecordConflict: ", StringComparison.Ordinal)
            && failure.Contains(address.ToString(), StringComparison.Ordinal));
        Assert.Equal([address], await bench.RecordedAsync(pool));
    }
}
