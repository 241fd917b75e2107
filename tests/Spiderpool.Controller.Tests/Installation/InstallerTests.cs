using Microsoft.Extensions.Time.Testing;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Installation;

namespace Spiderpool.Controller.Tests.Installation;

public class InstallerTests
{
    private static readonly InitOptions Wanted = new()
    {
        Namespace = IsolatedCluster.Namespace,
        AwaitWebhooks = false,
        CoordinatorName = "default",
        Ipv4 = new DefaultPoolOptions(
            IPFamily.IPv4, "default-v4-ippool", "default-v4-subnet", "10.6.0.0/16", ["10.6.1.1-10.6.1.9"], "10.6.0.1"),
        EnableMultusConfig = true,
        DefaultCniName = "lan",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_all_objects_and_a_second_run_changes_none()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        await cluster.LeadAsync("controller-0", DateTimeOffset.UtcNow);
        var readiness = Path.GetTempFileName();

        await RunAsync(cluster, Wanted with { ReadinessFile = readiness });
        var first = await cluster.FindAsync<SpiderIPPool>(null, "default-v4-ippool");
        await RunAsync(cluster, Wanted);

        var second = await cluster.FindAsync<SpiderIPPool>(null, "default-v4-ippool");
        Assert.Equal(first!.Metadata.ResourceVersion, second!.Metadata.ResourceVersion);
        Assert.True(second.Spec.Default);
        Assert.NotNull(await cluster.FindAsync<SpiderSubnet>(null, "default-v4-subnet"));
        Assert.NotNull(await cluster.FindAsync<SpiderCoordinator>(null, "default"));
        Assert.NotNull(await cluster.FindAsync<SpiderMultusConfig>("kube-system", "lan"));
        Assert.Equal("ready\n", await File.ReadAllTextAsync(readiness, Cancellation));
        Assert.Contains("SpiderIPPool default-v4-ippool exists, it stays as it is", cluster.Progress.ToString());
        File.Delete(readiness);
    }

    [Fact]
    public async Task Waits_for_a_leader_and_says_so()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        var time = new FakeTimeProvider();
        var run = new Installer(cluster.Client, Wanted, cluster.Progress, time).RunAsync(Cancellation);
        while (!cluster.Progress.ToString().Contains("nobody holds the Lease spiderpool/spiderpool-controller-leases"))
            await Task.Yield();

        await cluster.LeadAsync("controller-0", DateTimeOffset.UtcNow);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        await run;
        Assert.NotNull(await cluster.FindAsync<SpiderIPPool>(null, "default-v4-ippool"));
    }

    [Fact]
    public async Task Object_that_the_API_server_refuses_is_named_and_ends_the_run()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        await cluster.LeadAsync("controller-0", DateTimeOffset.UtcNow);

        var error = await Assert.ThrowsAsync<ReasonException>(() =>
            RunAsync(cluster, Wanted with { Ipv4 = Wanted.Ipv4! with { PoolName = "Not A Name" } }));

        Assert.Equal(Reason.InvalidConfiguration, error.Reason);
        Assert.Contains("SpiderIPPool Not A Name was refused", error.Message);
    }

    private static Task RunAsync(IsolatedCluster cluster, InitOptions options) =>
        new Installer(cluster.Client, options, cluster.Progress, TimeProvider.System).RunAsync(Cancellation);
}
