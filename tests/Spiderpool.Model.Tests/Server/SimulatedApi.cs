using Spiderpool.Addressing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Model.Tests.Planted;

namespace Spiderpool.Model.Tests.Server;

/// <summary>The truth: what the API server has, and its rules of writing. Each method is one atomic request.</summary>
internal sealed partial class SimulatedApi
{
    private readonly Plant _plant;
    private readonly Revision _revision = new();
    private int _uids;

    public SimulatedApi(Plant plant)
    {
        _plant = plant;
        (Pools, Endpoints, Pods, Nodes) = (new(_revision), new(_revision), new(_revision), new(_revision));
    }

    public Collection<SpiderIPPool> Pools { get; }

    public Collection<SpiderEndpoint> Endpoints { get; }

    public Collection<Pod> Pods { get; }

    public Collection<Node> Nodes { get; }

    public Dictionary<string, StatefulSet> Sets { get; } = [];

    /// <summary>Addresses of all SpiderReservedIPs.</summary>
    public RangeSet Reserved
    {
        get;
        set => (field, EverReserved) = (value, EverReserved.Union(value));
    } = RangeSet.Empty;

    /// <summary>Addresses that were reserved at some time: an agent may not have heard yet that they are not any more.</summary>
    public RangeSet EverReserved { get; private set; } = RangeSet.Empty;

    /// <summary>Whether it refuses connections.</summary>
    public bool IsAway { get; set; }

    /// <summary>Told of each status of a pool that is stored: before, after.</summary>
    public Action<SpiderIPPool, SpiderIPPool> PoolWritten { get; set; } = (_, _) => { };

    /// <summary>Told of each endpoint that is stored.</summary>
    public Action<SpiderEndpoint> EndpointWritten { get; set; } = _ => { };

    /// <summary>UIDs have one length, so that none is part of another.</summary>
    public string NewUid() => $"uid-{++_uids:d4}";

    public Write<SpiderIPPool> ReplacePoolStatus(SpiderIPPool wanted)
    {
        if (Pools.Get(wanted.Key) is not { } stored) return Refuse<SpiderIPPool>(WriteOutcome.Gone, "no such pool");
        var isCurrent = IsCurrent(wanted.Metadata, stored.Metadata);
        if (!isCurrent && _plant.ServerChecksVersions) return Refuse<SpiderIPPool>(WriteOutcome.Conflict, "the pool has changed");
        // An update that changes nothing is not stored, and the version stays.
        if (Equals(stored.Status, wanted.Status)) return new(WriteOutcome.Written, stored, "");
        var written = Pools.Put(stored with { Status = wanted.Status });
        PoolWritten(stored, written);
        return new(WriteOutcome.Written, written, "");
    }

    private static bool IsCurrent(ObjectMeta wanted, ObjectMeta stored) =>
        wanted.Uid == stored.Uid && wanted.ResourceVersion == stored.ResourceVersion;

    private static Write<T> Refuse<T>(WriteOutcome outcome, string detail) where T : class => new(outcome, null, detail);
}
