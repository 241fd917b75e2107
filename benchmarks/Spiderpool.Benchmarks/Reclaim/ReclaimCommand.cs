using System.CommandLine;
using System.Text.Json;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>The verb <c>reclaim</c>.</summary>
internal static class ReclaimCommand
{
    public static Command Create()
    {
        var addresses = new Option<int>("--addresses") { Description = "Leaked addresses", DefaultValueFactory = _ => 5000 };
        var pools = new Option<int>("--pools") { Description = "Pools that they are in", DefaultValueFactory = _ => 50 };
        var command = new Command("reclaim", "Time and API writes until the controller has taken leaked addresses back.")
        {
            addresses, pools,
        };
        command.SetAction((result, cancellationToken) => RunAsync("reclaim",
            new AddressCase(result.GetValue(addresses), result.GetValue(pools)), async measured =>
            {
                var figures = await ReclaimBenchmark.RunAsync(measured, Console.Out, cancellationToken);
                Console.WriteLine(JsonSerializer.Serialize(figures, BenchmarkJson.Default.ReclaimFigures));
                return figures.IsCorrect;
            }));
        return command;
    }

    /// <returns>0 when all was right, 1 when a check failed, 2 when the benchmark could not run.</returns>
    public static async Task<int> RunAsync(string verb, AddressCase measured, Func<AddressCase, Task<bool>> run)
    {
        try
        {
            if (measured.Problem is { } problem) throw new BenchmarkException(problem);
            return await run(measured) ? 0 : 1;
        }
        catch (Exception e) when (e is BenchmarkException or KubernetesApiException or KubernetesConfigurationException
            or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"bench {verb}: {e.Message}");
            return 2;
        }
    }
}
