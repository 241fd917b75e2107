using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Leadership;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Kubernetes;
using Spiderpool.Model.Tests.Planted;
using Spiderpool.Model.Tests.Scheduling;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>One life of a controller's replica: the product's reclaim, composed as ReclaimServices does, with caches of its own.</summary>
internal sealed class ControllerProcess : ILeaderFence
{
    private readonly ReclaimScanner _scanner;
    private readonly PodTrace _trace;

    public ControllerProcess(int life, World world)
    {
        (Api, Network, Plant) = (world.Api, world.Network, world.Plant);
        Process = new Process($"controller#{life}", world.Scheduler);
        Clock = new ControllerClock(world.Time, Plant.CountsBySteadyClock);
        ReservedSeen = Api.Reserved;
        var cluster = new SimulatedReclaimCluster(this);
        _trace = new PodTrace(Clock);
        _scanner = new ReclaimScanner(
            cluster, new PoolReclaimer(cluster, this, Clock, world.Choice.Fork()), new EndpointReclaimer(cluster), _trace,
            Plant.TellRules(world.Rules), Clock);
    }

    public Process Process { get; }

    public SimulatedApi Api { get; }

    public Network Network { get; }

    public Plant Plant { get; }

    public ControllerClock Clock { get; }

    /// <summary>Whether it believes so: two may, for a while.</summary>
    public bool IsLeader { get; set; } = true;

    public WatchCache<SpiderIPPool> Pools => field ??= new(Api.Pools, _ => true);

    public WatchCache<SpiderEndpoint> Endpoints => field ??= new(Api.Endpoints, _ => true);

    public WatchCache<Pod> Pods => field ??= new(Api.Pods, _ => true);

    public WatchCache<Node> Nodes => field ??= new(Api.Nodes, _ => true);

    public RangeSet ReservedSeen { get; set; }

    /// <summary>The scan under way, or the last one.</summary>
    public Task<ReclaimReport> Scan { get; private set; } = Task.FromResult(new ReclaimReport(0, [], [], [], []));

    public void StartScan(ReclaimScope scope) => Scan = Process.Run(() => _scanner.ScanAsync(scope, false, CancellationToken.None));

    /// <summary>Takes the next event of the watch of pods.</summary>
    public WatchEvent<Pod> DeliverPod()
    {
        var change = Pods.Deliver();
        if (change.Type == WatchEventType.Deleted) _trace.Deleted(change.Object);
        else if (!EndpointRules.IsAlive(change.Object)) _trace.Ending(change.Object);
        return change;
    }

    /// <summary>Lists pods anew: of those that went meanwhile only what was last seen of them is known.</summary>
    public void ListPods(int position)
    {
        var before = Pods.Snapshot();
        Pods.List(position);
        var present = Pods.Snapshot().Select(pod => pod.Metadata.Uid).ToHashSet();
        foreach (var pod in before.Where(pod => !present.Contains(pod.Metadata.Uid))) _trace.Deleted(pod);
    }

    public void ThrowIfNotLeader()
    {
        if (!IsLeader) throw new OperationCanceledException($"{Process} does not lead any more");
    }
}
