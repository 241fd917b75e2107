using Microsoft.Extensions.Time.Testing;
using Spiderpool.Agent.Release;
using Spiderpool.Model.Tests.Nodes;
using Spiderpool.Model.Tests.Planted;
using Spiderpool.Model.Tests.Scheduling;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests;

/// <summary>Everything that one history is made of.</summary>
internal sealed class World
{
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

    public Trace? Trace { get; }

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

    /// <summary>Sandboxes that an ADD gave addresses to and that have not been torn down.</summary>
    public List<Sandbox> Holders { get; } = [];
}
