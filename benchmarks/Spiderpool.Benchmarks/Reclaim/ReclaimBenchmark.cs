using System.Diagnostics;
using Spiderpool.Api.Crds;
using Spiderpool.Benchmarks.Cluster;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>A controller starts in a cluster with leaked addresses: how long until all are back, and what that costs.</summary>
internal static class ReclaimBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>So long without a write, and nothing follows: the conditions of the pools and the events come last.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public static async Task<ReclaimFigures> RunAsync(AddressCase measured, TextWriter output, CancellationToken cancellationToken)
    {
        using var cluster = await AddressCluster.StartAsync(measured, cancellationToken);
        await cluster.LeakAsync(cancellationToken);
        await using var pools = await PoolWatch.StartAsync(cluster.Client, cancellationToken);
        var (writes, counters) = (await cluster.ReadWritesAsync(cancellationToken), await cluster.ReadCountersAsync(cancellationToken));

        using var controller = cluster.StartController();
        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var (addressesBack, endpointsGone) = (TimeSpan.Zero, TimeSpan.Zero);
        try
        {
            await pools.Emptied.WaitAsync(either.Token);
            addressesBack = controller.Clock.Elapsed;
            while (await HasEndpointsAsync(cluster, either.Token)) await Task.Delay(Pause, either.Token);
            endpointsGone = controller.Clock.Elapsed;
            await RestAsync(cluster, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What is left tells.
        }
        counters = await cluster.ReadCountersAsync(cancellationToken) - counters;
        var restMib = await MemoryAtRest.OfAsync(() => controller.Usage.ResidentMib, cancellationToken);
        var report = new ReclaimReport(measured)
        {
            AddressesBack = addressesBack,
            EndpointsGone = endpointsGone,
            Writes = await cluster.ReadWritesAsync(cancellationToken) - writes,
            Reads = counters.Reads,
            Conflicts = counters.Conflicts,
            MostPoolWrites = pools.MostWrites,
            PoolsLeft = pools.Holding,
            EndpointsLeft = await HasEndpointsAsync(cluster, cancellationToken),
            Usage = controller.Usage,
            RestMib = restMib,
            LastWords = controller.LastWords,
        };
        report.Print(output);
        return report.Figures;
    }

    private static async Task<bool> HasEndpointsAsync(AddressCluster cluster, CancellationToken cancellationToken) =>
        (await cluster.Client.ListAsync<SpiderEndpoint>(null, new ListOptions { Limit = 1 }, cancellationToken)).Items.Count > 0;

    private static async Task RestAsync(AddressCluster cluster, CancellationToken cancellationToken)
    {
        var (clock, last) = (Stopwatch.StartNew(), -1L);
        while (clock.Elapsed < Quiet)
        {
            var now = (await cluster.ReadWritesAsync(cancellationToken)).OfWork;
            if (now != last) clock.Restart();
            last = now;
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
