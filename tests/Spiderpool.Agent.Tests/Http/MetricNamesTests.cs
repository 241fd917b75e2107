using System.Net;
using System.Net.Sockets;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Http;

/// <summary>The metrics of spec/components.md 5.1 under their documented names.</summary>
[Collection(MetricNamesTests.Alone)]
[Trait("Category", "ApiServer")]
public sealed class MetricNamesTests(ApiServerFixture server)
{
    /// <summary>The exporter shows all meters of a name in the process, so no other agent may run.</summary>
    internal const string Alone = "Metrics of the process";

    private static readonly string[] Counters =
    [
        "ipam_allocation_counts", "ipam_allocation_failure_counts", "ipam_allocation_update_ippool_conflict_counts",
        "ipam_allocation_err_internal_counts", "ipam_allocation_err_no_available_pool_counts",
        "ipam_allocation_err_retries_exhausted_counts", "ipam_allocation_err_ip_used_out_counts", "ipam_release_counts",
        "ipam_release_failure_counts", "ipam_release_update_ippool_conflict_counts", "ipam_release_err_internal_counts",
        "ipam_release_err_retries_exhausted_counts",
    ];

    private static readonly string[] Gauges = [.. from subject in new[] { "allocation", "release" }
        from kind in new[] { "average", "max", "min", "latest" }
        from qualifier in new[] { "", "_limit" }
        select $"ipam_{subject}_{kind}{qualifier}_duration_seconds"];

    private static readonly string[] Histograms = [.. from subject in new[] { "allocation", "release" }
        from qualifier in new[] { "", "_limit" }
        select $"ipam_{subject}{qualifier}_duration_seconds"];

    /// <summary>The exporter adds <c>_total</c> to counters, as that of the original does.</summary>
    [Fact]
    public async Task All_documented_metrics_are_there_from_the_start_and_count()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync(configure: options => options with { EnableMetrics = true, MetricsPort = FreePort() });
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));
        await agent.AddAsync(bench.Add(pod, "s1", "net1"));
        await bench.RemovePodAsync(pod);
        await agent.DelAsync(bench.Del(pod, "s1"));

        var text = await ScrapeAsync(agent);

        string[] missing =
        [
            .. Missing(Counters.Select(name => $"{name}_total"), "counter"),
            .. Missing(Gauges, "gauge"),
            .. Missing(Histograms, "histogram"),
        ];
        Assert.Empty(missing);
        Assert.Equal("2", Value(text, "ipam_allocation_counts_total"));
        Assert.Equal("1", Value(text, "ipam_allocation_failure_counts_total"));
        Assert.Equal("1", Value(text, "ipam_allocation_err_ip_used_out_counts_total"));
        Assert.Equal("1", Value(text, "ipam_release_counts_total"));
        Assert.Equal("0", Value(text, "ipam_release_failure_counts_total"));

        IEnumerable<string> Missing(IEnumerable<string> names, string type) =>
            names.Where(name => !text.Contains($"# TYPE spiderpool_{name} {type}\n", StringComparison.Ordinal));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> ScrapeAsync(HostedAgent agent)
    {
        using var http = new HttpClient { BaseAddress = agent.TcpUrls[^1] };
        return await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
    }

    private static string? Value(string text, string name) => text.Split('\n')
        .Where(line => line.StartsWith($"spiderpool_{name}{{", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf('}') + 1)..].Trim().Split(' ')[0]).SingleOrDefault();
}
