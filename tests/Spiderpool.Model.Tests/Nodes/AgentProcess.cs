using Microsoft.Extensions.Time.Testing;
using Spiderpool.Addressing;
using Spiderpool.Agent.Allocation;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Agent.Metrics;
using Spiderpool.Agent.Release;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;
using Spiderpool.Model.Tests.Planted;
using Spiderpool.Model.Tests.Scheduling;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>One life of the agent of a node: the product's code, composed as AgentHost does, with caches of its own.</summary>
internal sealed class AgentProcess
{
    // Instruments are global to the process; nobody reads these.
    private static readonly AgentMetrics Metrics = new();

    private readonly List<Task> _calls = [];
    private readonly Allocator _allocator;
    private readonly Releaser _releaser;

    public AgentProcess(string nodeName, int life, World world)
    {
        (NodeName, Api, Network, Time, Plant) = (nodeName, world.Api, world.Network, world.Time, world.Plant);
        Process = new Process($"{nodeName}#{life}", world.Scheduler);
        Pools = new WatchCache<SpiderIPPool>(Api.Pools, _ => true);
        Endpoints = new WatchCache<SpiderEndpoint>(Api.Endpoints, e => e.Metadata.Label(LabelKeys.EndpointNode) == nodeName);
        Pods = new WatchCache<Pod>(Api.Pods, pod => pod.Spec?.NodeName == nodeName);
        ReservedSeen = Api.Reserved;

        var options = new AllocationOptions { Selection = new SelectionOptions { EnableIPv4 = true, EnableIPv6 = true } };
        var (cluster, endpoints) = (new SimulatedClusterView(this), new SimulatedEndpointStore(this));
        var writer = new EndpointWriter(endpoints, Time, world.Choice.Fork());
        var committers = new PoolCommitters(new SimulatedPoolStore(this), new CommitOptions(), Time, world.Choice.Fork(), Metrics);
        var (locks, sandboxes) = (new PodLocks(), new SandboxMemory());
        _allocator = new Allocator(cluster, endpoints, writer, committers, locks, sandboxes, options, Time);
        _releaser = new Releaser(cluster, endpoints, writer, committers, locks, sandboxes, options);
    }

    public string NodeName { get; }

    public Process Process { get; }

    public SimulatedApi Api { get; }

    public Network Network { get; }

    public FakeTimeProvider Time { get; }

    public Plant Plant { get; }

    public WatchCache<SpiderIPPool> Pools { get; }

    public WatchCache<SpiderEndpoint> Endpoints { get; }

    public WatchCache<Pod> Pods { get; }

    public RangeSet ReservedSeen { get; set; }

    /// <summary>Whether it works on no call, also none that nobody waits for any more.</summary>
    public bool IsIdle => _calls.TrueForAll(call => call.IsCompleted);

    public Task<IpamAddResponse> AddAsync(IpamAddArgs args, CancellationToken cancellationToken) =>
        Start(() => _allocator.AllocateAsync(args, cancellationToken));

    public Task<ReleaseOutcome> DelAsync(IpamDelArgs args, CancellationToken cancellationToken) =>
        Start(() => _releaser.ReleaseAsync(Plant.TellRelease(args, Api), cancellationToken));

    public Task ReleaseConflictingAsync(IpamDelArgs args, CancellationToken cancellationToken) =>
        Start(() => _releaser.ReleaseConflictingAsync(args, cancellationToken));

    public Task<IReadOnlyList<string>> SweepAsync(IpamGcArgs args, CancellationToken cancellationToken) =>
        Start(() => _releaser.SweepAsync(args, cancellationToken));

    private T Start<T>(Func<T> call) where T : Task
    {
        var task = Process.Run(call);
        _calls.Add(task);
        return task;
    }
}
