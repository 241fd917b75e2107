using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Reclaim;

/// <summary>Records of KubeVirt machines bear the machine's name, not that of the pod that it runs in (spec/ipam.md 6).</summary>
[Trait("Category", "ApiServer")]
public sealed class VirtualMachineReclaimTests(ApiServerFixture server)
{
    private const string Machine = "vm";

    private static CancellationToken Cancellation => TestController.Cancellation;

    [Fact]
    public async Task Address_of_a_machine_stays_while_it_is_wanted_and_goes_when_it_is_deleted()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var (kubeVirt, instance) = await CreateMachineAsync(bench);
        var (pool, pod, address) = await RecordAsync(bench, "virt-launcher-1", instance);
        await bench.Controller.DeleteAsync(pod, bench.Controller.Informers.Pods);
        await kubeVirt.DeleteAsync(KubeVirt.Instance, Machine, Cancellation);

        var kept = await bench.ScanTwiceAsync();
        var stillRecorded = await bench.RecordedAsync(pool);
        await kubeVirt.DeleteAsync(KubeVirt.Machine, Machine, Cancellation);
        await bench.ScanAsync();

        Assert.Equal(Reason.StaticAddressKept, Assert.Single(kept.Findings).Decision.Reason);
        Assert.Equal([address], stillRecorded);
        Assert.Empty(await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Machine_that_shuts_down_keeps_its_address_until_its_pod_has_ended()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var (kubeVirt, instance) = await CreateMachineAsync(bench);
        var (pool, pod, address) = await RecordAsync(bench, "virt-launcher-1", instance);
        await bench.TerminateAsync(pod);
        await kubeVirt.DeleteAsync(KubeVirt.Machine, Machine, Cancellation);
        await kubeVirt.TryDeleteAsync(KubeVirt.Instance, Machine, Cancellation);

        var report = await bench.ScanTwiceAsync();

        Assert.Equal(Reason.HolderNotProvenGone, Assert.Single(report.Findings).Decision.Reason);
        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Machine_that_was_deleted_while_it_migrated_keeps_its_address_for_its_other_pod()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var (kubeVirt, instance) = await CreateMachineAsync(bench);
        var node = await bench.CreateNodeAsync("True", "source");
        var source = await bench.CreateLauncherAsync("virt-launcher-1", node.Metadata.Name!, Machine, instance);
        var (pool, target, address) = await RecordAsync(bench, "virt-launcher-2", instance);
        await bench.TerminateAsync(source);
        await bench.Controller.DeleteAsync(target, bench.Controller.Informers.Pods);
        await kubeVirt.DeleteAsync(KubeVirt.Machine, Machine, Cancellation);
        await kubeVirt.TryDeleteAsync(KubeVirt.Instance, Machine, Cancellation);

        var report = await bench.ScanTwiceAsync();

        Assert.Equal(Reason.StaticAddressKept, Assert.Single(report.Findings).Decision.Reason);
        Assert.Equal([address], await bench.RecordedAsync(pool));
    }

    [Fact]
    public async Task Record_of_a_machine_that_runs_stays_without_its_endpoint_and_comes_back_with_it()
    {
        await using var bench = await ReclaimBench.StartAsync(server);
        var (_, instance) = await CreateMachineAsync(bench);
        var node = await bench.CreateNodeAsync("True");
        var pod = await bench.CreateLauncherAsync("virt-launcher-1", node.Metadata.Name!, Machine, instance);
        var pool = await bench.CreatePoolAsync();
        var address = await bench.RecordAsync(pool, $"{bench.Controller.Namespace}/{Machine}", pod.Metadata.Uid!);

        var report = await bench.ScanTwiceAsync();
        var recorded = await bench.RecordedAsync(pool);
        await bench.CreateEndpointAsync(
            pod, pool, address, node.Metadata.Name!, ownerKind: KubeVirt.Instance, ownerName: Machine);
        var latest = await bench.Controller.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, Cancellation);
        await bench.StoreAsync(latest with { Status = latest.Status! with { AllocatedIPs = "{}", AllocatedIPCount = 0 } });
        var restored = await bench.ScanTwiceAsync();

        Assert.Empty(report.Findings);
        Assert.Equal([address], recorded);
        var record = Assert.Single(restored.Restored);
        Assert.Equal((pool.Metadata.Name, address), (record.Pool, record.Address));
    }

    private async Task<(KubeVirt KubeVirt, string InstanceUid)> CreateMachineAsync(ReclaimBench bench)
    {
        var kubeVirt = await KubeVirt.InstallAsync(server.Api, bench.Controller.Namespace, Cancellation);
        var machine = await kubeVirt.CreateAsync(KubeVirt.Machine, Machine, null, Cancellation);
        return (kubeVirt, await kubeVirt.CreateAsync(KubeVirt.Instance, Machine, machine, Cancellation));
    }

    /// <summary>A pod of the machine on a Ready node, with an address.</summary>
    private static async Task<(SpiderIPPool Pool, Pod Pod, Address Address)> RecordAsync(
        ReclaimBench bench, string podName, string instanceUid)
    {
        var node = await bench.CreateNodeAsync("True");
        var pod = await bench.CreateLauncherAsync(podName, node.Metadata.Name!, Machine, instanceUid);
        var pool = await bench.CreatePoolAsync();
        var address = await bench.RecordAsync(pool, $"{bench.Controller.Namespace}/{Machine}", pod.Metadata.Uid!);
        await bench.CreateEndpointAsync(
            pod, pool, address, node.Metadata.Name!, ownerKind: KubeVirt.Instance, ownerName: Machine);
        return (pool, pod, address);
    }
}
