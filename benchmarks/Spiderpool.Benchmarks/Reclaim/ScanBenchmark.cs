using System.Diagnostics;
using Spiderpool.Api.ControllerApi;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>Scans of a cluster in which all is well: what each costs, and whether all addresses stay.</summary>
internal static class ScanBenchmark
{
    public static async Task<ScanFigures> RunAsync(
        AddressCase measured, int scans, TextWriter output, CancellationToken cancellationToken)
    {
        using var cluster = await AddressCluster.StartAsync(measured, cancellationToken);
        await cluster.FillAsync(cancellationToken);
        using var controller = cluster.StartController();
        await controller.WaitForScanAsync(cancellationToken);
        var (counters, start) = (await cluster.ReadCountersAsync(cancellationToken), controller.Usage);
        var (reports, times) = (new List<GcReport>(), new List<double>());
        for (var i = 0; i < scans; i++)
        {
            var clock = Stopwatch.StartNew();
            reports.Add(await controller.ScanAsync(cancellationToken));
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        var end = controller.Usage;
        counters = await cluster.ReadCountersAsync(cancellationToken) - counters;
        var restMib = await MemoryAtRest.OfAsync(() => controller.Usage.ResidentMib, cancellationToken);
        var figures = new ScanFigures
        {
            Addresses = measured.Addresses,
            Pools = measured.Pools,
            Scans = scans,
            CpuSPerScan = Math.Round((end.CpuSeconds - start.CpuSeconds) / scans, 4),
            P50Ms = Math.Round(Percentile.Median(times), 1),
            ReadsPerScan = Math.Round((double)counters.Reads / scans, 2),
            Released = reports.Sum(report => report.Released),
            Findings = reports.Sum(report =>
                report.Findings.Count + report.RemovedEndpoints.Count + report.Restored.Count + report.Failures.Count),
            Incomplete = reports.Count(report => report.Scanned != measured.Addresses),
            ControllerCpuStartS = start.CpuSeconds,
            ControllerRssPeakMib = Math.Round(end.PeakMib, 1),
            ControllerRssMib = Math.Round(restMib, 1),
        };
        Print(output, figures);
        return figures;
    }

    private static void Print(TextWriter output, ScanFigures figures)
    {
        output.WriteLine($"{figures.Addresses} addresses of live pods in {figures.Pools} pools, {figures.Scans} scans");
        output.WriteLine($"  a scan       {figures.CpuSPerScan * 1000:0.0} ms of CPU time, {figures.P50Ms:0.0} ms as its caller sees it, "
            + $"{figures.ReadsPerScan:0.00} API reads");
        output.WriteLine($"  addresses    {figures.Released} released, {figures.Findings} findings, {figures.Incomplete} incomplete scans");
        output.WriteLine($"  controller   {figures.ControllerRssMib:0.0} MiB resident at the end, "
            + $"{figures.ControllerRssPeakMib:0.0} at most; {figures.ControllerCpuStartS:0.00} CPU seconds until the first scan had ended");
    }
}
