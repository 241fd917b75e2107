using System.CommandLine;
using System.Text.Json;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>The verb <c>ipam</c>.</summary>
internal static class IpamCommand
{
    public static Command Create()
    {
        var pods = new Option<int>("--pods") { Description = "Pods that get addresses", DefaultValueFactory = _ => 1000 };
        var agents = new Option<int>("--agents") { Description = "Agents, one a node", DefaultValueFactory = _ => 4 };
        var parallel = new Option<int>("--parallel") { Description = "Calls at a time, over all agents", DefaultValueFactory = _ => 32 };
        var stack = new Option<string>("--stack") { Description = "v4 or dual", DefaultValueFactory = _ => "v4" };
        stack.AcceptOnlyFromAmong("v4", "dual");
        var matrix = new Option<bool>("--matrix")
        {
            Description = "All of 100, 1000, 5000 pods, 1, 2, 4 agents, 1, 8, 32, 64 calls at a time, both stacks",
        };
        var kubeconfig = new Option<string?>("--kubeconfig") { Description = "Measure against this API server instead of a sandbox one" };
        var sockets = List("--sockets", "Measure these agents instead of this project's: socket paths, separated by commas");
        var nodes = List("--nodes", "Nodes of --sockets, in their order, separated by commas");
        var command = new Command("ipam", "Allocations per second through the agents' sockets, and whether they were right.")
        {
            pods, agents, parallel, stack, matrix, kubeconfig, sockets, nodes,
        };
        command.SetAction((result, cancellationToken) =>
        {
            var target = new IpamTarget(result.GetValue(kubeconfig), result.GetValue(sockets)!, result.GetValue(nodes)!);
            var one = new IpamCase(result.GetValue(pods),
                target.Sockets.Length > 0 ? target.Sockets.Length : result.GetValue(agents),
                result.GetValue(parallel), result.GetValue(stack)!);
            return RunAsync(target, result.GetValue(matrix) ? IpamCase.Matrix : [one], result.GetValue(matrix), cancellationToken);
        });
        return command;
    }

    private static string? Problem(IpamTarget target, IpamCase one) => (target, one) switch
    {
        (_, { Pods: < 1 or > 5000 }) => "--pods must be 1 to 5000: a pool holds no more records",
        (_, { Agents: < 1 or > 64 }) => "--agents must be 1 to 64",
        (_, { Parallel: < 1 or > 1024 }) => "--parallel must be 1 to 1024",
        _ when target.Sockets.Length != target.Nodes.Length => "--nodes must name the node of each of --sockets",
        ({ Sockets.Length: > 0, Kubeconfig: null }, _) => "--sockets needs --kubeconfig: the API server of those agents",
        _ => null,
    };

    private static async Task<int> RunAsync(
        IpamTarget target, IEnumerable<IpamCase> cases, bool isMatrix, CancellationToken cancellationToken)
    {
        try
        {
            var figures = new List<IpamFigures>();
            foreach (var one in cases)
            {
                if (Problem(target, one) is { } problem) throw new BenchmarkException(problem);
                figures.Add(await IpamBenchmark.RunAsync(target, one, Console.Out, cancellationToken));
            }
            Console.WriteLine(isMatrix
                ? JsonSerializer.Serialize(new MatrixFigures(figures), BenchmarkJson.Default.MatrixFigures)
                : JsonSerializer.Serialize(figures[0], BenchmarkJson.Default.IpamFigures));
            return figures.TrueForAll(one => one.IsCorrect) ? 0 : 1;
        }
        catch (Exception e) when (e is BenchmarkException or KubernetesApiException or KubernetesConfigurationException)
        {
            await Console.Error.WriteLineAsync($"bench ipam: {e.Message}");
            return 2;
        }
    }

    private static Option<string[]> List(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => [],
        CustomParser = result => result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToArray(),
    };
}
