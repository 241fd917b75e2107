using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Leadership;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Tests.Reclaim;

/// <summary>A pool and endpoints of pods that are gone, with their one node. Counts what is asked.</summary>
internal sealed class GoneCluster : IReclaimCluster, ILeaderFence
{
    private readonly Dictionary<string, SpiderEndpoint> _endpoints;
    private SpiderIPPool _pool;

    public GoneCluster(int pods)
    {
        _endpoints = Enumerable.Range(0, pods).ToDictionary(i => $"web-{i}", i => new SpiderEndpoint
        {
            Metadata = new() { Namespace = "shop", Name = $"web-{i}" },
            Status = new() { Current = new() { Uid = $"uid-{i}", Node = "node-1" } },
        });
        var records = Enumerable.Range(0, pods).Select(i =>
            $$"""{{Address(i)}}":{"pod":"shop/web-{{i}}","podUid":"uid-{{i}}","nic":"eth0"}""");
        _pool = new SpiderIPPool
        {
            Metadata = new() { Name = "rack-a" },
            Spec = new() { IpVersion = 4, Subnet = "10.6.0.0/16", Ips = [$"{Address(0)}-{Address(pods)}"] },
            Status = new() { AllocatedIPs = $"{{\"{string.Join(",\"", records)}}}", AllocatedIPCount = pods },
        };
    }

    public int NodeReads { get; private set; }

    /// <summary>Name of the endpoint whose removal fails.</summary>
    public string? Stuck { get; init; }

    public IEnumerable<string> EndpointNames => _endpoints.Keys;

    public IReadOnlyCollection<SpiderIPPool> Pools => [_pool];

    public IReadOnlyCollection<SpiderEndpoint> Endpoints => _endpoints.Values;

    public ReclaimScanner Scanner => new(this, new PoolReclaimer(this, this, TimeProvider.System), new EndpointReclaimer(this),
        new PodTrace(TimeProvider.System), new ReclaimRules(), TimeProvider.System);

    public RangeSet Reserved(IPFamily family) => RangeSet.Empty;

    public Pod? CachedPod(string uid) => null;

    public Task<IReadOnlyDictionary<string, Pod>> ReadPodsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Pod>>(new Dictionary<string, Pod>());

    public Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Pod>>([]);

    public Task<IReadOnlyDictionary<string, SpiderEndpoint>> ReadEndpointsAsync(
        string ns, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, SpiderEndpoint>>(new Dictionary<string, SpiderEndpoint>(_endpoints));

    public Task<NodeState> ReadNodeStateAsync(string node, CancellationToken cancellationToken)
    {
        NodeReads++;
        return Task.FromResult(NodeState.Gone);
    }

    public Task<bool> IsWantedAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<SpiderIPPool?> ReadPoolAsync(string name, CancellationToken cancellationToken) => Task.FromResult<SpiderIPPool?>(_pool);

    public Task WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken)
    {
        _pool = pool;
        return Task.CompletedTask;
    }

    public Task<SpiderEndpoint> WriteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken) =>
        Task.FromResult(endpoint);

    public Task DeleteEndpointAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Metadata.Name == Stuck) throw new KubernetesApiException("no answer", new TimeoutException());
        _endpoints.Remove(endpoint.Metadata.Name!);
        return Task.CompletedTask;
    }

    public void ThrowIfNotLeader()
    {
        // It leads.
    }

    private static string Address(int i) => $"10.6.{1 + (i >> 8)}.{i & 255}";
}
