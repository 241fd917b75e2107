using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Reclaim;

/// <summary>Pods, pools and endpoints as agents leave them, and a scanner over them.</summary>
internal sealed class ReclaimBench : IAsyncDisposable
{
    private readonly TestController _controller;
    private readonly PodsByUid _podsByUid;
    private readonly IDisposable _trace;
    private PodTrace _traced;
    private ReclaimScanner _scanner;

    private ReclaimBench(TestController controller)
    {
        _controller = controller;
        _podsByUid = new PodsByUid(controller.Informers.Pods);
        Restart();
        _trace = controller.Informers.Pods.Subscribe(change =>
        {
            if (change.Type == Kubernetes.WatchEventType.Deleted) _traced.Deleted(change.Object);
        });
    }

    /// <summary>The controller begins anew, with nothing in its memory.</summary>
    [MemberNotNull(nameof(_traced), nameof(_scanner))]
    public void Restart()
    {
        _traced = new PodTrace(_controller.Time);
        var cluster = new ReclaimCluster(_controller.Client, _controller.Informers, _podsByUid);
        var pools = new PoolReclaimer(cluster, _controller, TimeProvider.System);
        _scanner = new ReclaimScanner(cluster, pools, new EndpointReclaimer(cluster), _traced, new ReclaimRules(), _controller.Time);
    }

    public TestController Controller => _controller;

    public static async Task<ReclaimBench> StartAsync(ApiServerFixture server) => new(await TestController.StartAsync(server));

    public Task<ReclaimReport> ScanAsync(bool dryRun = false) => _scanner.ScanAsync(ReclaimScope.All, dryRun, TestController.Cancellation);

    /// <summary>Scans, lets the longest grace pass, and scans again.</summary>
    public async Task<ReclaimReport> ScanTwiceAsync()
    {
        await ScanAsync();
        _controller.Time.Advance(TimeSpan.FromSeconds(31));
        return await ScanAsync();
    }

    public Task<SpiderIPPool> CreatePoolAsync(string prefix = "pool") => _controller.CreateAsync(
        new SpiderIPPool
        {
            Metadata = new ObjectMeta { Name = _controller.Name(prefix) },
            Spec = new SpiderIPPoolSpec { IpVersion = 4, Subnet = "10.9.0.0/16", Ips = ["10.9.0.10-10.9.0.250"] },
        },
        _controller.Informers.Pools);

    public Task<Pod> CreatePodAsync(string name, string node = "", OwnerReference? owner = null) =>
        _controller.CreateAsync(Pods.New(_controller.Namespace, name, node, owner), _controller.Informers.Pods);

    /// <summary>A pod of a KubeVirt machine.</summary>
    public Task<Pod> CreateLauncherAsync(string name, string node, string machine, string instanceUid)
    {
        var owner = new OwnerReference
        {
            ApiVersion = KubeVirt.ApiVersion,
            Kind = KubeVirt.Instance,
            Name = machine,
            Uid = instanceUid,
            Controller = true,
        };
        var pod = Pods.New(_controller.Namespace, name, node, owner);
        var labels = new Dictionary<string, string> { ["kubevirt.io"] = "virt-launcher" };
        return _controller.CreateAsync(pod with { Metadata = pod.Metadata with { Labels = labels } }, _controller.Informers.Pods);
    }

    /// <summary>Asks for the deletion of the pod, which then waits for a kubelet.</summary>
    public async Task TerminateAsync(Pod pod)
    {
        await _controller.Client.DeleteAsync<Pod>(
            pod.Metadata.Namespace, pod.Metadata.Name!, new() { GracePeriodSeconds = 300 }, TestController.Cancellation);
        await _controller.Informers.Pods.WaitForAsync(
            pod.Key, cached => cached?.Metadata.IsTerminating is true, TestController.Cancellation);
    }

    public async Task<Pod> SetStatusAsync(Pod pod, PodStatus status) => await TestController.SeenAsync(
        await _controller.Client.ReplaceStatusAsync(pod with { Status = status }, TestController.Cancellation), _controller.Informers.Pods);

    public async Task<Node> CreateNodeAsync(string ready, string prefix = "node")
    {
        var node = await _controller.CreateAsync(
            new Node { Metadata = new ObjectMeta { Name = _controller.Name(prefix) } }, _controller.Informers.Nodes);
        var status = new NodeStatus { Conditions = [new NodeCondition { Type = "Ready", Status = ready }] };
        return await TestController.SeenAsync(
            await _controller.Client.ReplaceStatusAsync(node with { Status = status }, TestController.Cancellation),
            _controller.Informers.Nodes);
    }

    public async Task TaintAsync(Node node, string key)
    {
        var latest = await _controller.Client.GetAsync<Node>(null, node.Metadata.Name!, TestController.Cancellation);
        var spec = (latest.Spec ?? new()) with { Taints = [new Taint { Key = key, Value = "nodeshutdown", Effect = "NoExecute" }] };
        await TestController.SeenAsync(
            await _controller.Client.ReplaceAsync(latest with { Spec = spec }, TestController.Cancellation), _controller.Informers.Nodes);
    }

    /// <summary>Collects the versions of the pool from the present one on; the scan's own write is seen at once.</summary>
    public IReadOnlyCollection<string> WatchVersions(SpiderIPPool pool)
    {
        var versions = new List<string>();
        _controller.Informers.Pools.Subscribe(change =>
        {
            if (change.Object.Key == pool.Key) versions.Add(change.Object.Metadata.ResourceVersion!);
        });
        return versions;
    }

    /// <summary>Records an address for a pod name and UID in the pool, as an agent does.</summary>
    public async Task<Address> RecordAsync(SpiderIPPool pool, string podKey, string uid)
    {
        var latest = await _controller.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, TestController.Cancellation);
        var result = PoolLedger.Read(latest).Apply(
            [new LedgerRequest.Grant(podKey, uid, "eth0")], RangeSet.Empty, LedgerLimits.Default);
        await StoreAsync(latest with { Status = result.Status });
        return result.Outcomes[0].Address!.Value;
    }

    public async Task StoreAsync(SpiderIPPool pool) => await TestController.SeenAsync(
        await _controller.Client.ReplaceStatusAsync(pool, TestController.Cancellation), _controller.Informers.Pools);

    public Task<SpiderEndpoint> CreateEndpointAsync(
        Pod pod, SpiderIPPool pool, Address address, string node = "", string ownerKind = "Pod", string ownerName = "")
    {
        var metadata = new ObjectMeta
        {
            Namespace = pod.Metadata.Namespace,
            Name = ownerKind == KubeVirt.Instance ? ownerName : pod.Metadata.Name,
            Finalizers = [SpiderpoolGroup.Finalizer],
            OwnerReferences = ownerKind is "StatefulSet" or KubeVirt.Instance
                ? null
                : [new OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name!, Uid = pod.Metadata.Uid! }],
        };
        var nic = new InterfaceAllocation { Interface = "eth0", Ipv4 = $"{address}/16", Ipv4Pool = pool.Metadata.Name };
        return _controller.CreateAsync(
            new SpiderEndpoint
            {
                Metadata = metadata,
                Status = new SpiderEndpointStatus
                {
                    OwnerControllerType = ownerKind,
                    OwnerControllerName = ownerName,
                    Current = new PodAllocation { Uid = pod.Metadata.Uid!, Node = node, Ips = [nic] },
                },
            },
            _controller.Informers.Endpoints);
    }

    /// <summary>The addresses that the API server has recorded in the pool.</summary>
    public async Task<IReadOnlyList<Address>> RecordedAsync(SpiderIPPool pool) =>
        [.. PoolLedger.Read(await _controller.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, TestController.Cancellation))
            .Records.Keys];

    public Task<SpiderEndpoint?> EndpointAsync(Pod pod) => _controller.Client.TryGetAsync<SpiderEndpoint>(
        pod.Metadata.Namespace, pod.Metadata.Name!, TestController.Cancellation);

    public ValueTask DisposeAsync()
    {
        _trace.Dispose();
        _podsByUid.Dispose();
        return _controller.DisposeAsync();
    }
}
