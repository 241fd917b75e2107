using Spiderpool.Addressing;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Benchmarks.Agents;
using Spiderpool.Benchmarks.Cluster;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>
/// One case from an empty cluster to an empty cluster: pods are created, each gets its addresses, what pools record is
/// compared with what agents answered, the pods are marked for deletion as a user does, each gives its addresses back.
/// </summary>
internal sealed class IpamBenchmark(IpamCase measured, BenchmarkCluster cluster, IReadOnlyList<AgentNode> agents, string run)
{
    private string[] IPv4Pools => [$"bench-{run}-v4"];

    private string[] IPv6Pools => measured.Stack == "dual" ? [$"bench-{run}-v6"] : [];

    public static async Task<IpamFigures> RunAsync(
        IpamTarget target, IpamCase measured, TextWriter output, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        using var folder = new TemporaryFolder();
        using var sandbox = target.Kubeconfig is null ? await SandboxProcess.StartAsync(folder, cancellationToken) : null;
        var kubeconfig = Path.GetFullPath(target.Kubeconfig ?? sandbox!.Kubeconfig);
        using var client = new KubernetesClient(KubernetesConfiguration.Load(kubeconfig) with { UserAgent = "spiderpool-bench" });
        var cluster = new BenchmarkCluster(client, run);
        var agents = new List<AgentNode>();
        try
        {
            string[] nodes = target.Nodes.Length > 0
                ? target.Nodes
                : [.. Enumerable.Range(0, measured.Agents).Select(i => $"bench-{run}-{i}")];
            var benchmark = new IpamBenchmark(measured, cluster, agents, run);
            await cluster.PrepareAsync(nodes, benchmark.Pools(), cancellationToken);
            for (var i = 0; i < nodes.Length; i++)
            {
                agents.Add(target.Sockets.Length > 0
                    ? await AgentNode.ConnectAsync(nodes[i], target.Sockets[i], cancellationToken)
                    : await AgentNode.StartAsync(nodes[i], kubeconfig, folder, cancellationToken));
            }
            return await benchmark.MeasureAsync(output, sandbox?.Pid, cancellationToken);
        }
        finally
        {
            foreach (var agent in agents) agent.Dispose();
            if (target.Kubeconfig is not null) await cluster.CleanUpAsync();
        }
    }

    private IEnumerable<Api.Crds.SpiderIPPool> Pools() =>
        IPv4Pools.Select(name => BenchmarkObjects.Pool(name, isIPv4: true, measured.Pods))
            .Concat(IPv6Pools.Select(name => BenchmarkObjects.Pool(name, isIPv4: false, measured.Pods)));

    private async Task<IpamFigures> MeasureAsync(TextWriter output, int? serverPid, CancellationToken cancellationToken)
    {
        var idle = agents.Select(agent => agent.Usage).ToList();
        await WarmUpAsync(cancellationToken);
        var pods = await CreatePodsAsync("pod", measured.Pods, cancellationToken);

        int[] observed = serverPid is { } server ? [Environment.ProcessId, server] : [Environment.ProcessId];
        var (counters, usage) = (await cluster.ReadCountersAsync(cancellationToken), agents.Select(agent => agent.Usage).ToList());
        var others = observed.Select(ProcessUsage.Of).ToList();
        var adds = await AddAsync(pods, cancellationToken);
        var othersAfter = observed.Select(ProcessUsage.Of).ToList();
        var usageAfter = agents.Select(agent => agent.Usage).ToList();
        counters = await cluster.ReadCountersAsync(cancellationToken) - counters;
        var restMib = await MemoryAtRest.OfAsync(() => agents.Max(agent => agent.Usage.ResidentMib), cancellationToken);
        var recorded = await cluster.ReadRecordsAsync(cancellationToken);

        await cluster.MarkForDeletionAsync(pods, cancellationToken);
        var dels = await DeleteAsync(pods, cancellationToken);
        var left = await cluster.ReadRecordsAsync(cancellationToken);
        await cluster.RemovePodsAsync(pods, cancellationToken);

        var report = new IpamReport(measured)
        {
            Adds = adds,
            Dels = dels,
            Audit = AddressAudit.Of(Answered(pods, adds), recorded, left),
            Counters = counters,
            TimeToReady = agents.Max(agent => agent.TimeToReady),
            IdleMib = idle.Max(one => one.ResidentMib),
            BurstMib = usageAfter.Max(one => one.ResidentMib),
            RestMib = restMib,
            AgentSeconds = usageAfter.Sum(one => one.CpuSeconds) - usage.Sum(one => one.CpuSeconds),
            BenchmarkSeconds = othersAfter[0].CpuSeconds - others[0].CpuSeconds,
            ServerSeconds = serverPid is null ? null : othersAfter[1].CpuSeconds - others[1].CpuSeconds,
        };
        report.Print(output);
        return report.Figures;
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var pods = await CreatePodsAsync("warm", measured.WarmUp, cancellationToken);
        await AddAsync(pods, cancellationToken);
        await cluster.MarkForDeletionAsync(pods, cancellationToken);
        await DeleteAsync(pods, cancellationToken);
        await cluster.RemovePodsAsync(pods, cancellationToken);
    }

    private Task<IReadOnlyList<Pod>> CreatePodsAsync(string prefix, int count, CancellationToken cancellationToken) =>
        cluster.CreateAsync(
            [.. Enumerable.Range(0, count).Select(i => BenchmarkObjects.Pod(
                cluster.Namespace, $"{prefix}-{i}", agents[i % agents.Count].Node, IPv4Pools, IPv6Pools))],
            cancellationToken);

    private Task<Phase<IpamAddResponse>> AddAsync(IReadOnlyList<Pod> pods, CancellationToken cancellationToken) =>
        Phase<IpamAddResponse>.RunAsync(pods, measured.Parallel, pod => AgentOf(pod).Api.AddAsync(new IpamAddArgs
        {
            ContainerID = pod.Metadata.Uid!.Replace("-", "", StringComparison.Ordinal),
            IfName = "eth0",
            NetNamespace = "/var/run/netns/none",
            PodNamespace = cluster.Namespace,
            PodName = pod.Metadata.Name!,
            PodUID = pod.Metadata.Uid!,
        }, cancellationToken), cancellationToken);

    private Task<Phase<bool>> DeleteAsync(IReadOnlyList<Pod> pods, CancellationToken cancellationToken) =>
        Phase<bool>.RunAsync(pods, measured.Parallel, pod => AgentOf(pod).Api.DeleteAsync(new IpamDelArgs
        {
            ContainerID = pod.Metadata.Uid!.Replace("-", "", StringComparison.Ordinal),
            IfName = "eth0",
            PodNamespace = cluster.Namespace,
            PodName = pod.Metadata.Name!,
            PodUID = pod.Metadata.Uid!,
        }, cancellationToken), cancellationToken);

    private AgentNode AgentOf(Pod pod) => agents.First(agent => agent.Node == pod.Spec!.NodeName);

    private static List<Holding> Answered(IReadOnlyList<Pod> pods, Phase<IpamAddResponse> adds) =>
        [.. pods.SelectMany((pod, i) => (adds.Answers[i]?.Ips ?? [])
            .Select(ip => new Holding(Prefix.Parse(ip.Address).Address, pod.Metadata.Uid!)))];
}
