using Spiderpool.Api.Core;
using Spiderpool.Benchmarks.Agents;
using Spiderpool.Benchmarks.Cluster;
using Spiderpool.Kubernetes;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Benchmarks.Cni;

/// <summary>
/// The IPAM plugin beside host-local: whole processes, in turns, so that what else the machine does meets both. Ours asks an
/// agent, which writes to an API server; host-local writes a file.
/// </summary>
internal sealed class CniBenchmark(BenchmarkCluster cluster, CniPlugin plugin, CniPlugin hostLocal, string node, string pool)
{
    private const string HostLocal = "/usr/lib/cni/host-local";
    private const int WarmUp = 20;

    public static async Task<CniFigures> RunAsync(int calls, TextWriter output, CancellationToken cancellationToken)
    {
        if (!File.Exists(HostLocal)) throw new BenchmarkException($"{HostLocal} is missing: apt-get install containernetworking-plugins");
        var run = Guid.NewGuid().ToString("N")[..8];
        var (node, pool) = ($"bench-{run}", $"bench-{run}-v4");
        using var folder = new TemporaryFolder();
        using var sandbox = await SandboxProcess.StartAsync(folder, cancellationToken);
        using var client = new KubernetesClient(KubernetesConfiguration.FromKubeconfig(sandbox.Kubeconfig));
        var cluster = new BenchmarkCluster(client, run);
        await cluster.PrepareAsync([node], [BenchmarkObjects.Pool(pool, isIPv4: true, calls + WarmUp)], cancellationToken);
        using var agent = await AgentProcess.StartAsync(node, sandbox.Kubeconfig, folder, cancellationToken);
        var netns = folder.File("netns");
        NetworkNamespace.Create(netns).Dispose();
        try
        {
            var plugin = new CniPlugin(Installation.Binary("spiderpool"), Write(folder, "spiderpool.conf", $$"""
                { "type": "spiderpool", "ipam_unix_socket_path": "{{agent.Socket}}", "log_file_path": "{{folder.File("plugin.log")}}" }
                """), netns, folder);
            var hostLocal = new CniPlugin(HostLocal, Write(folder, "host-local.conf", $$"""
                {
                  "type": "host-local",
                  "dataDir": "{{folder.File("host-local")}}",
                  "ranges": [[{ "subnet": "10.250.0.0/16", "gateway": "10.250.0.1" }]]
                }
                """), netns, folder);
            return await new CniBenchmark(cluster, plugin, hostLocal, node, pool).MeasureAsync(calls, output, cancellationToken);
        }
        finally
        {
            NetworkNamespace.Delete(netns);
        }
    }

    private async Task<CniFigures> MeasureAsync(int calls, TextWriter output, CancellationToken cancellationToken)
    {
        await CallAllAsync("warm", WarmUp, cancellationToken);
        plugin.Reset();
        hostLocal.Reset();
        await CallAllAsync("pod", calls, cancellationToken);

        output.WriteLine($"whole process, {calls} calls of each, in turns: median (best)");
        foreach (var verb in (string[])["ADD", "DEL"])
        {
            var (ours, theirs) = (plugin.Median(verb), hostLocal.Median(verb));
            output.WriteLine($"  {verb}   spiderpool {ours,6:0.00} ms ({plugin.Best(verb):0.00})   "
                + $"host-local {theirs,6:0.00} ms ({hostLocal.Best(verb):0.00})   ratio {ours / theirs:0.00}");
        }
        return new CniFigures(Math.Round(plugin.Median("ADD"), 3), Math.Round(hostLocal.Median("ADD"), 3),
            Math.Round(plugin.Median("ADD") / hostLocal.Median("ADD"), 3));
    }

    private async Task CallAllAsync(string prefix, int count, CancellationToken cancellationToken)
    {
        var pods = await cluster.CreateAsync(
            [.. Enumerable.Range(0, count).Select(i => BenchmarkObjects.Pod(cluster.Namespace, $"{prefix}-{i}", node, [pool], []))],
            cancellationToken);
        CallInTurns("ADD", pods, cancellationToken);
        await cluster.MarkForDeletionAsync(pods, cancellationToken);
        CallInTurns("DEL", pods, cancellationToken);
        await cluster.RemovePodsAsync(pods, cancellationToken);
    }

    private void CallInTurns(string verb, IReadOnlyList<Pod> pods, CancellationToken cancellationToken)
    {
        for (var i = 0; i < pods.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, second) = i % 2 == 0 ? (plugin, hostLocal) : (hostLocal, plugin);
            first.Call(verb, pods[i]);
            second.Call(verb, pods[i]);
        }
    }

    private static string Write(TemporaryFolder folder, string name, string ipam)
    {
        var path = folder.File(name);
        File.WriteAllText(path, $$"""{ "cniVersion": "1.0.0", "name": "bench", "type": "macvlan", "master": "eth0", "ipam": {{ipam}} }""");
        return path;
    }
}
