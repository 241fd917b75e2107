using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Reclaim;

/// <summary>The reclaim cases of spec/testcases.md that need no kubelet, under their ids.</summary>
[Trait("Category", "ApiServer")]
public class ReclaimCasesTests(ApiServerFixture server)
{
    [Fact]
    public async Task G00001_Addresses_of_a_namespace_that_is_deleted_go_back_and_it_can_end()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        foreach (var name in new[] { "web", "db" })
        {
            var pod = await bench.CreatePodAsync(name);
            var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
            await bench.CreateEndpointAsync(pod, pool, address);
        }
        var (informers, ns) = (bench.Controller.Informers, bench.Controller.Namespace);
        await bench.Controller.Client.DeleteAsync<Namespace>(null, ns, cancellationToken: TestController.Cancellation);
        foreach (var name in new[] { "web", "db" })
            await informers.Pods.WaitForAsync($"{ns}/{name}", cached => cached is null, TestController.Cancellation);

        await bench.ScanTwiceAsync();

        Assert.Empty(await bench.RecordedAsync(pool));
        await informers.Namespaces.WaitForAsync(ns, cached => cached is null, TestController.Cancellation);
    }

    [Fact]
    public async Task G00002_Deleting_a_pod_of_the_same_name_in_another_namespace_leaves_the_address_of_a_live_pod()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        var stray = await bench.RecordAsync(pool, "elsewhere-not/web", "uid-of-the-other");

        await bench.ScanTwiceAsync();

        Assert.Equal([address], await bench.RecordedAsync(pool));
        Assert.NotEqual(address, stray);
    }

    [Theory]
    [InlineData("Deployment")]
    [InlineData("ReplicaSet")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    public async Task G00003_Addresses_of_a_deleted_application_go_back_without_any_DEL(string kind)
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pods = new List<Pod>();
        foreach (var name in new[] { "app-0", "app-1" })
        {
            var pod = await bench.CreatePodAsync(name);
            var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
            await bench.CreateEndpointAsync(pod, pool, address, ownerKind: kind, ownerName: "app");
            pods.Add(pod);
        }
        foreach (var pod in pods) await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);

        var report = await bench.ScanTwiceAsync();

        Assert.Equal(2, report.Released);
        Assert.Empty(await bench.RecordedAsync(pool));
        foreach (var pod in pods) Assert.Null(await bench.EndpointAsync(pod));
    }

    [Fact]
    public async Task G00004_Force_deleted_pod_gives_its_address_and_its_endpoint_back_after_the_grace()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(pod, pool, address);
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);

        var early = await bench.ScanAsync();
        var stillRecorded = await bench.RecordedAsync(pool);
        bench.Controller.Time.Advance(TimeSpan.FromSeconds(31));
        var late = await bench.ScanAsync();

        Assert.Equal(Reason.HolderNotProvenGone, Assert.Single(early.Findings).Decision.Reason);
        Assert.Equal([address], stillRecorded);
        Assert.Equal(1, late.Released);
        Assert.Empty(await bench.RecordedAsync(pool));
        Assert.Null(await bench.EndpointAsync(pod));
    }

    [Fact]
    public async Task G00005_Record_with_a_wrong_pod_name_is_cleaned()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(pod, pool, address);
        await bench.RecordAsync(pool, $"{bench.Controller.Namespace}/wrong", "uid-of-nobody");

        await bench.ScanTwiceAsync();

        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public async Task G00006_Pod_of_a_finished_Job_gives_its_address_back(string phase)
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("job");
        await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.SetStatusAsync(pod, new PodStatus
        {
            Phase = phase,
            ContainerStatuses = [EndedAt(bench.Controller.Time.GetUtcNow())],
        });

        await bench.ScanTwiceAsync();

        Assert.Empty(await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task G00007_Record_with_the_right_pod_name_and_a_wrong_UID_is_cleaned()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.RecordAsync(pool, pod.Key, "uid-of-an-earlier-one");

        await bench.ScanTwiceAsync();

        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task G00008_Controller_that_is_restarted_before_each_grace_ends_reclaims_in_the_end()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var pod = await bench.CreatePodAsync("web");
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);
        for (var i = 0; i < 3; i++)
        {
            await bench.ScanAsync();
            bench.Controller.Time.Advance(TimeSpan.FromSeconds(20));
            bench.Restart();
        }
        var recorded = await bench.RecordedAsync(pool);

        await bench.ScanTwiceAsync();

        Assert.Equal([address], recorded);
        Assert.Empty(await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task G00009_Pod_stuck_in_termination_on_a_node_that_is_not_ready_gives_its_address_back()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var node = await bench.CreateNodeAsync("Unknown");
        var pod = await bench.CreatePodAsync("web", node.Metadata.Name!);
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(pod, pool, address, node.Metadata.Name!);
        await bench.Controller.Client.DeleteAsync<Pod>(
            pod.Metadata.Namespace, pod.Metadata.Name!, new() { GracePeriodSeconds = 20 }, TestController.Cancellation);
        await bench.Controller.Informers.Pods.WaitForAsync(
            pod.Key, cached => cached?.Metadata.IsTerminating is true, TestController.Cancellation);

        await bench.ScanTwiceAsync();

        Assert.Empty(await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task G00010_Address_of_a_StatefulSet_pod_stays_while_wanted_and_goes_when_the_set_is_gone()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var pool = await bench.CreatePoolAsync();
        var set = await bench.Controller.CreateAsync(StatefulSets.New(bench.Controller.Namespace, "db", replicas: 1));
        var pod = await bench.CreatePodAsync("db-0");
        var address = await bench.RecordAsync(pool, pod.Key, pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(pod, pool, address, ownerKind: "StatefulSet", ownerName: "db");
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);

        var kept = await bench.ScanTwiceAsync();
        var stillRecorded = await bench.RecordedAsync(pool);
        await bench.Controller.Client.DeleteAsync<StatefulSet>(
            set.Metadata.Namespace, set.Metadata.Name!, cancellationToken: TestController.Cancellation);
        await bench.ScanAsync();

        Assert.Equal(Reason.StaticAddressKept, Assert.Single(kept.Findings).Decision.Reason);
        Assert.Equal([address], stillRecorded);
        Assert.Empty(await bench.RecordedAsync(pool));
        Assert.Null(await bench.EndpointAsync(pod));
    }

    private static ContainerStatus EndedAt(DateTimeOffset at) =>
        new() { State = new ContainerState { Terminated = new ContainerStateTerminated { FinishedAt = at } } };
}
