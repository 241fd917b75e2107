using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.Daemons;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Reports;

/// <summary>Looks at a sandbox from outside: its folder, its API server, its agents.</summary>
internal static class Reporter
{
    /// <exception cref="KubernetesApiException">The API server does not answer although its process runs.</exception>
    public static async Task<SandboxReport> ReadAsync(StateFolder folder, CancellationToken cancellationToken)
    {
        var record = folder.ReadRecord();
        if (record is not { IsReady: true } || !record.Process.IsRunning)
        {
            var isRunning = record?.Process.IsRunning == true;
            return new SandboxReport
            {
                State = record is null ? "Absent" : isRunning ? "Starting" : "Stopped",
                StateFolder = folder.Root,
                Pid = isRunning ? record!.Process.Pid : null,
            };
        }

        using var client = new KubernetesClient(KubernetesConfiguration.FromKubeconfig(folder.Kubeconfig));
        return new SandboxReport
        {
            State = "Running",
            StateFolder = folder.Root,
            Pid = record.Process.Pid,
            Server = client.Server.ToString(),
            Kubeconfig = folder.Kubeconfig,
            Nodes = await NodesAsync(client, folder, cancellationToken),
            Pods = await PodsAsync(client, folder, cancellationToken),
            Pools = await PoolsAsync(client, cancellationToken),
        };
    }

    public static async Task<IReadOnlyList<NodeReport>> NodesAsync(
        KubernetesClient client, StateFolder folder, CancellationToken cancellationToken)
    {
        var nodes = new List<NodeReport>();
        foreach (var node in (await client.ListAsync<Node>(null, new ListOptions(), cancellationToken)).Items)
        {
            var files = folder.Node(node.Metadata.Name!);
            var isHealthy = await AgentHealth.IsHealthyAsync(files.AgentSocket, cancellationToken);
            nodes.Add(new NodeReport(node.Metadata.Name!, [.. NodeFields.InternalIPs(node)], isHealthy, files.Namespace));
        }

        return nodes;
    }

    public static async Task<IReadOnlyList<PodReport>> PodsAsync(
        KubernetesClient client, StateFolder folder, CancellationToken cancellationToken)
    {
        var pods = (await client.ListAsync<Pod>(null, new ListOptions(), cancellationToken)).Items;
        var sandboxes = pods.Select(pod => pod.Spec?.NodeName).OfType<string>().Distinct()
            .SelectMany(node => new SandboxStore(folder.Node(node).Sandboxes).All)
            .Where(sandbox => sandbox.IsReady).ToDictionary(sandbox => sandbox.Uid);
        return [.. pods.OrderBy(pod => pod.Key, StringComparer.Ordinal).Select(pod =>
        {
            var sandbox = sandboxes.GetValueOrDefault(pod.Metadata.Uid!);
            return new PodReport(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Spec?.NodeName, pod.Status?.Phase ?? "Unknown",
                sandbox is null ? null : PodRuntime.IfName, sandbox?.Addresses ?? [], sandbox?.NetNs);
        })];
    }

    public static async Task<IReadOnlyList<PoolReport>> PoolsAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        var pools = (await client.ListAsync<SpiderIPPool>(null, new ListOptions(), cancellationToken)).Items;
        return [.. pools.OrderBy(pool => pool.Metadata.Name, StringComparer.Ordinal).Select(pool =>
        {
            var allocated = pool.Status?.AllocatedIPCount ?? 0;
            return new PoolReport(pool.Metadata.Name!, pool.Spec.Subnet, allocated, pool.Status?.FreeIPCount ?? Size(pool.Spec));
        })];
    }

    /// <summary>A pool that nobody has used yet has no numbers in its status.</summary>
    private static long Size(SpiderIPPoolSpec spec)
    {
        var usable = RangeSet.Parse(spec.Ips ?? []).Except(RangeSet.Parse(spec.ExcludeIPs ?? []));
        return (long)UInt128.Min(usable.AddressCount, long.MaxValue);
    }
}
