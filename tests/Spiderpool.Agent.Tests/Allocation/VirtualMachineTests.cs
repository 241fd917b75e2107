using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Allocation;

/// <summary>KubeVirt machines keep their addresses by their name, in whatever pod they run (spec/ipam.md 6.3).</summary>
[Trait("Category", "ApiServer")]
public sealed class VirtualMachineTests(ApiServerFixture server)
{
    [Fact]
    public async Task F00001_Machine_keeps_its_address_over_a_restart_on_another_node()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var first = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        var given = await machine.A.AddAsync(bench.Add(first, "s1"));
        var endpoint = await bench.EndpointAsync(MachineBench.Name);

        await machine.StopAsync();
        Assert.Equal(200, (await machine.A.DelAsync(bench.Del(first, "s1"))).Code);
        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
        await machine.StartAsync();
        var second = await machine.CreateLauncherAsync("virt-launcher-vm-2", "b");

        Assert.Equal(given.Addresses, (await machine.B.AddAsync(bench.Add(second, "s2"))).Addresses);
        Assert.Null(endpoint!.Metadata.OwnerReferences);
        Assert.Equal(("VirtualMachineInstance", "vm"), (endpoint.Status!.OwnerControllerType, endpoint.Status.OwnerControllerName));
        var current = (await bench.EndpointAsync(MachineBench.Name))!.Status!.Current;
        Assert.Equal((second.Metadata.Uid, bench.Name("b"), "s2"), (current.Uid, current.Node, current.SandboxID));
        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task F00002_Live_migration_hands_the_address_to_the_target_and_the_end_of_the_source_frees_nothing()
    {
        await using var machine = await MachineBench.OpenAsync(server, options => options with { EnableIPConflictDetection = true });
        var bench = machine.Bench;
        var source = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        var given = (await machine.A.AddAsync(bench.Add(source, "s1"))).Added;
        await machine.MigrateAsync("move");
        var target = await machine.CreateLauncherAsync("virt-launcher-vm-2", "b", migration: "move");

        var taken = (await machine.B.AddAsync(bench.Add(target, "s2"))).Added;
        await bench.RemovePodAsync(source);
        Assert.Equal(200, (await machine.A.DelAsync(bench.Del(source, "s1"))).Code);

        Assert.Equal(given.Ips.Select(ip => ip.Address), taken.Ips.Select(ip => ip.Address));
        // The source still answers for the address.
        Assert.True(Assert.Single(given.Ips).EnableIPConflictDetection);
        Assert.False(Assert.Single(taken.Ips).EnableIPConflictDetection);
        Assert.Equal(target.Metadata.Uid, (await bench.EndpointAsync(MachineBench.Name))!.Status!.Current.Uid);
        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task F00002_Migration_that_fails_leaves_the_address_to_the_source()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var source = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        var given = await machine.A.AddAsync(bench.Add(source, "s1"));
        var target = await machine.CreateLauncherAsync("virt-launcher-vm-2", "b", migration: "move");
        await machine.B.AddAsync(bench.Add(target, "s2"));

        await bench.RemovePodAsync(target);
        Assert.Equal(200, (await machine.B.DelAsync(bench.Del(target, "s2"))).Code);

        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
        Assert.Equal(given.Addresses, (await machine.A.AddAsync(bench.Add(source, "s3"))).Addresses);
    }

    [Fact]
    public async Task F00003_Machine_with_several_interfaces_keeps_the_addresses_of_all()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var annotation = bench.IPPools(("eth0", ["v4"]), ("net1", ["v4"]));
        var first = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a", annotation);
        await machine.A.AddAsync(bench.Add(first, "s1"));
        var given = await machine.A.AddAsync(bench.Add(first, "s1", "net1"));
        await bench.RemovePodAsync(first);
        await machine.A.DelAsync(bench.Del(first, "s1", "net1"));
        await machine.A.DelAsync(bench.Del(first, "s1"));
        var second = await machine.CreateLauncherAsync("virt-launcher-vm-2", "b", annotation);

        await machine.B.AddAsync(bench.Add(second, "s2"));
        Assert.Equal(given.Addresses.Order(), (await machine.B.AddAsync(bench.Add(second, "s2", "net1"))).Addresses.Order());

        Assert.Equal(["10.20.0.11 vm eth0", "10.20.0.12 vm net1"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task Machine_that_is_deleted_gives_its_address_back()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var pod = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        await machine.A.AddAsync(bench.Add(pod, "s1"));
        await bench.RemovePodAsync(pod);
        await machine.DeleteAsync();

        Assert.Equal(200, (await machine.A.DelAsync(bench.Del(pod, "s1"))).Code);

        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync(MachineBench.Name));
    }

    [Fact]
    public async Task Machine_that_is_deleted_while_it_migrates_keeps_its_address_for_its_other_pod()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var source = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        await machine.A.AddAsync(bench.Add(source, "s1"));
        var target = await machine.CreateLauncherAsync("virt-launcher-vm-2", "b", migration: "move");
        await machine.B.AddAsync(bench.Add(target, "s2"));
        // It stays until its kubelet has ended its containers.
        await bench.TerminatePodAsync(source);
        await bench.RemovePodAsync(target);
        await machine.DeleteAsync();

        Assert.Equal(200, (await machine.B.DelAsync(bench.Del(target, "s2"))).Code);

        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task A_restarted_agent_finds_the_machine_of_a_pod_that_is_gone_by_its_record()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var pod = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        await machine.A.AddAsync(bench.Add(pod, "s1"));
        await bench.RemovePodAsync(pod);

        var restarted = await bench.StartAgentAsync("a");
        Assert.Equal(200, (await restarted.DelAsync(bench.Del(pod, "s1"))).Code);

        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task Garbage_collection_between_two_sandboxes_does_not_end_the_pod_of_a_machine()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var pod = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        var given = await machine.A.AddAsync(bench.Add(pod, "s1"));
        await HostedAgent.SeesAsync(machine.A.Informers.Pods, pod.Key, seen => seen is not null);

        Assert.Empty((await machine.A.GcAsync()).Read(ApiJson.Default.IpamGcResponse).Released);

        Assert.Equal(given.Addresses, (await machine.A.AddAsync(bench.Add(pod, "s2"))).Addresses);
    }

    [Fact]
    public async Task Without_static_addresses_a_machine_is_like_any_other_owner()
    {
        await using var machine = await MachineBench.OpenAsync(server, options => options with { EnableKubevirtStaticIP = false });
        var bench = machine.Bench;
        var pod = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        await machine.A.AddAsync(bench.Add(pod, "s1"));
        Assert.Equal("Pod", Assert.Single((await bench.EndpointAsync("virt-launcher-vm-1"))!.Metadata.OwnerReferences!).Kind);

        await bench.RemovePodAsync(pod);
        await machine.A.DelAsync(bench.Del(pod, "s1"));

        Assert.Empty(await bench.RecordsAsync("v4"));
    }

    [Fact]
    public async Task Pod_and_machine_of_one_name_take_nothing_from_each_other()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var launcher = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        await machine.A.AddAsync(bench.Add(launcher, "s1"));
        var pod = await bench.CreatePodAsync(MachineBench.Name, bench.IPPool("v4"));

        var refused = (await machine.A.AddAsync(bench.Add(pod, "s2"))).AssertFailed(Reason.StaticAddressMismatch);

        Assert.Contains($"SpiderEndpoint {bench.Namespace}/vm is that of a virtual machine: give the pod", refused);
        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
        Assert.Equal(launcher.Metadata.Uid, (await bench.EndpointAsync(MachineBench.Name))!.Status!.Current.Uid);
    }

    [Fact]
    public async Task Conflict_release_leaves_a_machine_its_address()
    {
        await using var machine = await MachineBench.OpenAsync(server);
        var bench = machine.Bench;
        var pod = await machine.CreateLauncherAsync("virt-launcher-vm-1", "a");
        await machine.A.AddAsync(bench.Add(pod, "s1"));

        var refused = (await machine.A.ReleaseConflictingAsync(bench.Del(pod, "s1"))).AssertFailed(Reason.StatefulWorkload, 522);

        Assert.Contains("of VirtualMachineInstance vm", refused);
        Assert.Equal(["10.20.0.11 vm eth0"], await bench.RecordsAsync("v4"));
    }
}
