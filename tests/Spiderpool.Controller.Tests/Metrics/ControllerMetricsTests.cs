using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Controller.Metrics;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Metrics;

[Trait("Category", "ApiServer")]
public sealed class ControllerMetricsTests(ApiServerFixture server)
{
    private static readonly KubernetesClientOptions Nowhere = new() { Server = new Uri("http://127.0.0.1:1") };

    [Fact]
    public async Task Page_lists_each_metric_of_the_controller_and_no_other()
    {
        using var published = new PublishedMetrics();
        var options = new ControllerOptions { PodNamespace = "kube-system", PodName = "controller-0", EnableDebugMetrics = true };

        await using var app = ControllerHost.Build(options, Nowhere);

        Assert.Equal(MetricsPage.Below("The controller").Order(),
            published.Of(app.Services.GetRequiredService<IMeterFactory>()).Order());
    }

    [Fact]
    public async Task Series_of_pools_and_subnets_are_gauges_and_end_with_the_object()
    {
        using var published = new PublishedMetrics();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var client = new KubernetesClient(Nowhere);
        var (factory, informers) = (services.GetRequiredService<IMeterFactory>(),
            new ClusterInformers(client, NullLoggerFactory.Instance, TimeProvider.System));
        using var metrics = new DebugMetrics(factory, informers);
        informers.Subnets.Offer(new SpiderSubnet
        {
            Metadata = new() { Name = "dc1", ResourceVersion = "1" },
            Spec = new() { Subnet = "10.6.0.0/16" },
            Status = new()
            {
                ControlledIPPools = """{"rack-a":{"ips":["10.6.0.1"]},"rack-b":{"ips":["10.6.0.2-10.6.0.3"]}}""",
                TotalIPCount = 100,
                AllocatedIPCount = 3,
            },
        });
        informers.Pools.Offer(Pool("1", free: 10));
        informers.Pools.Offer(Pool("2", free: 9));

        var values = published.Read(factory);

        Assert.Equal(new Dictionary<string, double>
        {
            ["spiderpool_debug_ippool_total_ip_counts{rack-a}"] = 10,
            ["spiderpool_debug_ippool_available_ip_counts{rack-a}"] = 9,
            ["spiderpool_debug_subnet_ippool_counts{dc1}"] = 2,
            ["spiderpool_debug_subnet_total_ip_counts{dc1}"] = 100,
            ["spiderpool_debug_subnet_available_ip_counts{dc1}"] = 97,
        }, values);
    }

    [Fact]
    public async Task Leader_counts_the_looks_of_its_reconcilers()
    {
        using var published = new PublishedMetrics();
        await using var controller = await HostedController.StartAsync(server);
        var pools = controller.Services.GetServices<ILeaderTask>().OfType<IReconciler>().Single(task => task.Name == "pools");
        await controller.CreateAsync(new SpiderIPPool
        {
            Metadata = new() { Name = controller.Name("counted") },
            Spec = new() { Subnet = "10.61.0.0/16", Ips = ["10.61.0.1"] },
        });
        while (pools.Work.Done.Succeeded == 0) await Task.Delay(TimeSpan.FromMilliseconds(20), HostedController.Cancellation);

        var values = published.Read(controller.Services.GetRequiredService<IMeterFactory>());

        Assert.Equal(1, values["spiderpool_leader{}"]);
        Assert.InRange(values["spiderpool_reconciler_counts{pools,success}"], 1, double.MaxValue);
        Assert.InRange(values["spiderpool_reconciler_duration_seconds{pools}"], double.Epsilon, double.MaxValue);
        Assert.Equal(0, values["spiderpool_reconciler_queue_delayed{subnets}"]);
        Assert.Equal(0, values["spiderpool_reconciler_counts{applications,failure}"]);
    }

    private static SpiderIPPool Pool(string version, long free) => new()
    {
        Metadata = new() { Name = "rack-a", ResourceVersion = version },
        Spec = new() { Subnet = "10.6.0.0/16" },
        Status = new() { TotalIPCount = 10, FreeIPCount = free },
    };
}
