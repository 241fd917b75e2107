using Microsoft.Extensions.Time.Testing;
using Spiderpool.Agent.Release;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Model.Tests.Nodes;
using Spiderpool.Model.Tests.Planted;
using Spiderpool.Model.Tests.Scheduling;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests;

/// <summary>Everything that one history is made of.</summary>
internal sealed class World
{
    private int _controllers;

    public World(int seed, Plant plant, bool isTraced)
    {
        (Choice, Plant) = (new Choice(seed), plant);
        Api = new SimulatedApi(plant);
        Scheduler = new Scheduler(Choice);
        Trace = isTraced ? new Trace(Time) : null;
        Regime = Regime.Choose(Choice);
        Network = new Network(Api, Choice, Regime.HasLateWrites) { FaultRate = Regime.Faults, Trace = Trace };
        Api.EndpointWritten = endpoint =>
        {
            if (Network.IsServingTheDead) ServedByTheDead.Add(endpoint.Status!.Current.Uid);
            if (Network.LateSender is { } sender) LateEndpoints.Add((sender, endpoint.Status!.Current.Uid));
        };
        Api.PodEnding = uid => EndingSince.TryAdd(uid, Time.GetUtcNow());
        Api.PodRemoved = uid => GoneSince.TryAdd(uid, Time.GetUtcNow());
        HasController = Regime.HasController;
        Rules = new ReclaimRules { UnknownGrace = TimeSpan.FromSeconds(Regime.GraceSeconds) };
        Nodes = [.. Enumerable.Range(1, Regime.Nodes).Select(n => new SimulatedNode($"node-{n}", this))];
    }

    public Choice Choice { get; }

    public Plant Plant { get; }

    public Regime Regime { get; }

    public FakeTimeProvider Time { get; } = new();

    public Scheduler Scheduler { get; }

    public SimulatedApi Api { get; }

    public Network Network { get; }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    /// <summary>Replicas of the controller that run.</summary>
    public List<ControllerProcess> Controllers { get; } = [];

    /// <summary>Whether there is a controller at this time.</summary>
    public bool HasController { get; set; }

    /// <summary>The settings of reclaim.</summary>
    public ReclaimRules Rules { get; }

    public Trace? Trace { get; }

    /// <summary>UIDs of all pods that there ever were.</summary>
    public List<string> PodUids { get; } = [];

    /// <summary>When pods were told to end or finished, by UID.</summary>
    public Dictionary<string, DateTimeOffset> EndingSince { get; } = [];

    /// <summary>When pods went from the API server, by UID.</summary>
    public Dictionary<string, DateTimeOffset> GoneSince { get; } = [];

    /// <summary>The last answer to a DEL of each pod, by UID.</summary>
    public Dictionary<string, ReleaseOutcome> LastRelease { get; } = [];

    /// <summary>UIDs of pods that a request of a killed agent gave a record or an endpoint to, after its death.</summary>
    public HashSet<string> ServedByTheDead { get; } = [];

    /// <summary>
    /// UIDs of pods whose endpoint a request changed that its sender did not wait for any more. It may name a sandbox that had
    /// its DEL before: the sender remembers that, but an agent that takes its place cannot know.
    /// </summary>
    public HashSet<(Process Sender, string Uid)> LateEndpoints { get; } = [];

    /// <summary>Whether a request that nobody waited for any more wrote the pod's endpoint, or a record of it.</summary>
    public bool IsWrittenUnheard(string podUid) =>
        ServedByTheDead.Contains(podUid) || LateEndpoints.Any(late => late.Uid == podUid);

    /// <summary>
    /// Whether a StatefulSet's pod was removed by force and made anew: by the rules of StatefulSets the new one has the
    /// identity, although this sandbox still runs.
    /// </summary>
    public bool IsSuperseded(Sandbox sandbox) => sandbox.IsStatic && Api.LatestUid(sandbox.PodKey) != sandbox.PodUid;

    /// <summary>
    /// Whether the pod's end took longer than its grace period: then its address may go back although its sandbox still runs,
    /// unless a kubelet that reports has not said that the containers ended.
    /// </summary>
    public bool HasOutstayed(Sandbox sandbox)
    {
        if (GoneSince.TryGetValue(sandbox.PodUid, out var gone)) return IsGraceOver(gone);
        return EndingSince.TryGetValue(sandbox.PodUid, out var ending) && IsGraceOver(ending)
            && (Api.Pods.Get(sandbox.PodKey)?.Metadata.IsTerminating is not true
                || !sandbox.Node.IsReady || sandbox.Node.LostAt >= ending);
    }

    public void StartController()
    {
        var controller = new ControllerProcess(++_controllers, this);
        controller.Pools.List(Lagging(Api.Pools.Log.Count));
        controller.Endpoints.List(Lagging(Api.Endpoints.Log.Count));
        controller.Nodes.List(Lagging(Api.Nodes.Log.Count));
        controller.ListPods(Lagging(Api.Pods.Log.Count));
        Controllers.Add(controller);
        Trace?.Add($"{controller.Process} starts to lead");
    }

    public void KillController(ControllerProcess controller)
    {
        Trace?.Add($"{controller.Process} is killed");
        controller.Process.Kill();
        Controllers.Remove(controller);
    }

    /// <summary>Where a list may start that comes from an API server which lags behind.</summary>
    public int Lagging(int end) => Choice.OneIn(2) ? end : Math.Max(0, end - Choice.Between(0, 6));

    private bool IsGraceOver(DateTimeOffset since) => Time.GetUtcNow() - since >= Rules.UnknownGrace;

    /// <summary>Sandboxes that an ADD gave addresses to and that have not been torn down.</summary>
    public List<Sandbox> Holders { get; } = [];
}
