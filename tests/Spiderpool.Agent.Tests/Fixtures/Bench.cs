using System.Text.Json;
using k8s;
using Spiderpool.Agent.Configuration;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Fixtures;

/// <summary>A namespace, nodes, pools and pods of one test on an API server, and the agents of the nodes.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly TestScope _scope;
    private readonly IAsyncDisposable? _ownServer;
    private readonly List<HostedAgent> _agents = [];

    private Bench(TestScope scope, KubernetesClientOptions api, IAsyncDisposable? ownServer = null) =>
        (_scope, ApiOptions, Client, _ownServer) = (scope, api, new KubernetesClient(api), ownServer);

    public KubernetesClientOptions ApiOptions { get; }

    public KubernetesClient Client { get; }

    public string Namespace => _scope.Namespace;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Bench> OpenAsync(ApiServerFixture server) => new(
        await server.OpenScopeAsync(Cancellation), KubernetesConfiguration.FromKubeconfig(server.KubeconfigPath));

    /// <summary>With a server in this process that only this test uses, so that it may have faults and count requests.</summary>
    public static async Task<(Bench Bench, ApiServer Server)> OpenAloneAsync()
    {
        var server = await ApiServer.StartAsync(new ApiServerOptions(), Cancellation);
        var folder = Directory.CreateTempSubdirectory("agent-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "kubeconfig");
            await File.WriteAllTextAsync(path, server.Kubeconfig(), Cancellation);
            var api = new RawApi(KubernetesClientConfiguration.BuildConfigFromConfigFile(path));
            await CustomResourceManifests.ApplyAsync(api);
            return (new Bench(await TestScope.OpenAsync(api, Cancellation), KubernetesConfiguration.FromKubeconfig(path), server), server);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A name that no other test uses.</summary>
    public string Name(string prefix) => _scope.Name(prefix);

    /// <summary>Registers the node, if need be, and starts its agent.</summary>
    public async Task<HostedAgent> StartAgentAsync(
        string node = "a", Func<AgentOptions, AgentOptions>? configure = null, bool waitUntilReady = true)
    {
        await RegisterNodeAsync(node);
        var agent = await HostedAgent.StartAsync(ApiOptions, Name(node), configure, waitUntilReady);
        _agents.Add(agent);
        return agent;
    }

    /// <summary>Registers the node, if need be.</summary>
    public async Task RegisterNodeAsync(string node, params (string Key, string Value)[] labels)
    {
        if (await Client.TryGetAsync<Node>(null, Name(node), Cancellation) is not null) return;
        var metadata = new ObjectMeta { Name = Name(node), Labels = labels.ToDictionary(label => label.Key, label => label.Value) };
        await Client.CreateAsync(new Node { Metadata = metadata }, Cancellation);
    }

    /// <summary>Changes the spec of a pool, and waits until all agents know it.</summary>
    public async Task ChangePoolAsync(string name, Func<SpiderIPPoolSpec, SpiderIPPoolSpec> change)
    {
        var pool = await Client.GetAsync<SpiderIPPool>(null, Name(name), Cancellation);
        var changed = await Client.ReplaceAsync(pool with { Spec = change(pool.Spec) }, Cancellation);
        foreach (var agent in _agents)
        {
            await HostedAgent.SeesAsync(agent.Informers.Pools, pool.Key,
                seen => seen?.Metadata.Generation == changed.Metadata.Generation);
        }
    }

    /// <summary>Makes a pool, and waits until all agents know it.</summary>
    public async Task<SpiderIPPool> CreatePoolAsync(string name, SpiderIPPoolSpec spec)
    {
        var pool = await Client.CreateAsync(
            new SpiderIPPool { Metadata = new ObjectMeta { Name = Name(name) }, Spec = spec }, Cancellation);
        foreach (var agent in _agents) await HostedAgent.SeesAsync(agent.Informers.Pools, pool.Key, seen => seen is not null);
        return pool;
    }

    public Task<SpiderIPPool> CreatePoolAsync(string name, string subnet, params string[] ips) =>
        CreatePoolAsync(name, new SpiderIPPoolSpec { Subnet = subnet, Ips = ips });

    /// <summary>Makes a running pod that a kubelet would now set up.</summary>
    /// <param name="name">In the namespace of the test.</param>
    /// <param name="annotation">As <see cref="IPPool"/> and <see cref="IPPools"/> make it.</param>
    /// <param name="node">Node of the pod.</param>
    /// <param name="set">StatefulSet that owns it; null for a bare pod.</param>
    public Task<Pod> CreatePodAsync(string name, (string Key, string Value) annotation, string node = "a", StatefulSet? set = null) =>
        CreatePodAsync(
            new ObjectMeta
            {
                Name = name,
                Annotations = new Dictionary<string, string> { [annotation.Key] = annotation.Value },
                OwnerReferences = set is null ? null : [OwnedBy(set)],
            },
            node);

    public Task<Pod> CreatePodAsync(ObjectMeta metadata, string node) => Client.CreateAsync(
        new Pod
        {
            Metadata = metadata with { Namespace = Namespace },
            Spec = new PodSpec
            {
                NodeName = Name(node),
                OtherFields = new() { ["containers"] = JsonSerializer.SerializeToElement(new[] { new { name = "main", image = "none" } }) },
            },
        }, Cancellation);

    /// <summary>A StatefulSet, which no controller works on.</summary>
    public Task<StatefulSet> CreateSetAsync(int replicas, string name = "set") => Client.CreateAsync(
        new StatefulSet
        {
            Metadata = new ObjectMeta { Namespace = Namespace, Name = name },
            Spec = new StatefulSetSpec
            {
                Replicas = replicas,
                OtherFields = new()
                {
                    ["serviceName"] = JsonSerializer.SerializeToElement("set"),
                    ["selector"] = JsonSerializer.SerializeToElement(new { matchLabels = new { app = "set" } }),
                    ["template"] = JsonSerializer.SerializeToElement(new
                    {
                        metadata = new { labels = new { app = "set" } },
                        spec = new { containers = new[] { new { name = "main", image = "none" } } },
                    }),
                },
            },
        }, Cancellation);

    /// <summary>The annotation for pools of any interface; a pool whose name ends in 6 is one of IPv6.</summary>
    public (string Key, string Value) IPPool(params string[] pools) => (AnnotationKeys.IPPool, JsonSerializer.Serialize(Families(pools)));

    /// <summary>The annotation for pools by interface; all or none of the interfaces are null.</summary>
    public (string Key, string Value) IPPools(params (string? Interface, string[] Pools)[] items) =>
        (AnnotationKeys.IPPools, JsonSerializer.Serialize(items.Select(item =>
        {
            var families = Families(item.Pools);
            if (item.Interface is not null) families["interface"] = item.Interface;
            return families;
        })));

    /// <summary>Removes the pod at once, as the kubelet does when it has ended.</summary>
    public Task RemovePodAsync(Pod pod) =>
        Client.DeleteAsync<Pod>(Namespace, pod.Metadata.Name!, new DeleteOptions { GracePeriodSeconds = 0 }, Cancellation);

    /// <summary>Asks for the deletion of the pod, which then waits for its kubelet.</summary>
    public Task TerminatePodAsync(Pod pod) =>
        Client.DeleteAsync<Pod>(Namespace, pod.Metadata.Name!, new DeleteOptions { GracePeriodSeconds = 300 }, Cancellation);

    public IpamAddArgs Add(Pod pod, string sandbox, string ifName = "eth0") => new()
    {
        ContainerID = sandbox,
        IfName = ifName,
        NetNamespace = "/var/run/netns/x",
        PodNamespace = Namespace,
        PodName = pod.Metadata.Name!,
        PodUID = pod.Metadata.Uid!,
    };

    public IpamDelArgs Del(Pod pod, string sandbox, string ifName = "eth0") => new()
    {
        ContainerID = sandbox,
        IfName = ifName,
        PodNamespace = Namespace,
        PodName = pod.Metadata.Name!,
        PodUID = pod.Metadata.Uid!,
    };

    public Task<SpiderEndpoint?> EndpointAsync(string name) => Client.TryGetAsync<SpiderEndpoint>(Namespace, name, Cancellation);

    /// <summary>Records of a pool as the API server has them: <c>address pod interface</c>.</summary>
    public async Task<IReadOnlyList<string>> RecordsAsync(string pool)
    {
        var stored = await Client.GetAsync<SpiderIPPool>(null, Name(pool), Cancellation);
        var records = PoolLedger.Read(stored).Records;
        Assert.Equal(records.Count, stored.Status?.AllocatedIPCount ?? 0);
        return [.. records.OrderBy(r => r.Key).Select(r => $"{r.Key} {r.Value.Pod[(Namespace.Length + 1)..]} {r.Value.Nic}")];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents) await agent.DisposeAsync();
        Client.Dispose();
        await _scope.DisposeAsync();
        if (_ownServer is not null) await _ownServer.DisposeAsync();
    }

    private Dictionary<string, object> Families(string[] pools)
    {
        var families = new Dictionary<string, object>();
        foreach (var family in pools.GroupBy(pool => pool.EndsWith('6') ? "ipv6" : "ipv4"))
        {
            families[family.Key] = family.Select(Name).ToArray();
        }
        return families;
    }

    private static OwnerReference OwnedBy(StatefulSet set) => new()
    {
        ApiVersion = "apps/v1",
        Kind = "StatefulSet",
        Name = set.Metadata.Name!,
        Uid = set.Metadata.Uid!,
        Controller = true,
    };
}
