using System.Diagnostics;
using Spiderpool.Sandbox.Demo;
using Spiderpool.Sandbox.Host;
using Spiderpool.Sandbox.Reports;
using Spiderpool.Sandbox.State;
using Spiderpool.Sandbox.Tests.State;

namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>A sandbox that was stopped goes on with its pods.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryState _state = new();

    public RestartTests() => ProductBinaries.Require();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_stop_pods_are_as_they_were()
    {
        var before = await FirstRunAsync();

        await using var cluster = await StartAsync();
        await cluster.ReadyAsync(4, Cancellation);

        Assert.Equal(before.Select(Summary), (await cluster.PodsAsync(Cancellation)).Select(Summary));
        await AssertReachableAsync(cluster);
    }

    [Fact]
    public async Task After_a_reboot_pods_have_their_addresses_in_new_namespaces()
    {
        var before = await FirstRunAsync();
        // A reboot takes the mounts; the files below them stay, empty.
        foreach (var path in Mounts.Below(_state.Folder.Root))
        {
            using var umount = Process.Start("umount", [path]);
            await umount.WaitForExitAsync(Cancellation);
        }

        await using var cluster = await StartAsync();
        var old = before.Select(pod => pod.NetNs).ToHashSet();
        IReadOnlyList<PodReport> after;
        while ((after = await cluster.PodsAsync(Cancellation)).Any(pod => pod.NetNs is null || old.Contains(pod.NetNs)))
            await Task.Delay(20, Cancellation);

        Assert.Equal(before.Select(pod => (pod.Name, string.Join(' ', pod.Addresses))),
            after.Select(pod => (pod.Name, string.Join(' ', pod.Addresses))));
        await AssertReachableAsync(cluster);
    }

    public void Dispose()
    {
        Removal.Run(_state.Folder);
        _state.Dispose();
    }

    private static string Summary(PodReport pod) => $"{pod.Name} {string.Join(' ', pod.Addresses)} {pod.NetNs}";

    private static async Task AssertReachableAsync(DemoCluster cluster)
    {
        var reachability = await Reachability.MeasureAsync(await cluster.PodsAsync(Cancellation), Cancellation);
        Assert.Equal((24, 24), (reachability.Asked, reachability.Answered));
    }

    private async Task<IReadOnlyList<PodReport>> FirstRunAsync()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(DemoManifests.Text("pools"), Cancellation);
        await cluster.ApplyAsync(DemoManifests.Text("workloads"), Cancellation);
        await cluster.ReadyAsync(4, Cancellation);
        return await cluster.PodsAsync(Cancellation);
    }

    private Task<DemoCluster> StartAsync() => DemoCluster.StartAsync(
        new SandboxOptions { State = _state.Folder, Binaries = ProductBinaries.Folder }, new Progress<string>(), Cancellation);
}
