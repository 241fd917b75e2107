using System.CommandLine;
using System.Text.Json;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>The verb <c>scan</c>.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var addresses = new Option<int>("--addresses") { Description = "Addresses of live pods", DefaultValueFactory = _ => 10_000 };
        var pools = new Option<int>("--pools") { Description = "Pools that they are in", DefaultValueFactory = _ => 50 };
        var scans = new Option<int>("--scans") { Description = "Scans to measure", DefaultValueFactory = _ => 20 };
        var command = new Command("scan", "CPU time of a scan of addresses whose pods live: none of them may go.")
        {
            addresses, pools, scans,
        };
        command.SetAction((result, cancellationToken) => ReclaimCommand.RunAsync("scan",
            new AddressCase(result.GetValue(addresses), result.GetValue(pools)), async measured =>
            {
                var count = result.GetValue(scans);
                if (count is < 1 or > 1000) throw new BenchmarkException("--scans must be 1 to 1000");
                var figures = await ScanBenchmark.RunAsync(measured, count, Console.Out, cancellationToken);
                Console.WriteLine(JsonSerializer.Serialize(figures, BenchmarkJson.Default.ScanFigures));
                return figures.IsCorrect;
            }));
        return command;
    }
}
