using System.CommandLine;
using System.Text.Json;
using Spiderpool.Kubernetes;
using Spiderpool.Linux;

namespace Spiderpool.Benchmarks.Cni;

/// <summary>The verb <c>cni</c>.</summary>
internal static class CniCommand
{
    public static Command Create()
    {
        var calls = new Option<int>("--calls") { Description = "ADDs, and then DELs, of each plugin", DefaultValueFactory = _ => 300 };
        var command = new Command("cni", "Whole-process time of the IPAM plugin beside Debian's host-local (root).") { calls };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(calls), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int calls, CancellationToken cancellationToken)
    {
        try
        {
            if (calls is < 1 or > 4000) throw new BenchmarkException("--calls must be 1 to 4000");
            var figures = await CniBenchmark.RunAsync(calls, Console.Out, cancellationToken);
            Console.WriteLine(JsonSerializer.Serialize(figures, BenchmarkJson.Default.CniFigures));
            return 0;
        }
        catch (Exception e) when (e is BenchmarkException or KubernetesApiException or SystemCallException)
        {
            await Console.Error.WriteLineAsync($"bench cni: {e.Message}");
            return 2;
        }
    }
}
