namespace Spiderpool.Model.Tests;

/// <summary>What kind of history it is: how large, and which misfortunes there are in it. Rates are "one in"; 0 is never.</summary>
internal sealed record Regime
{
    public int Nodes { get; init; }

    public int StatelessPods { get; init; }

    public int StaticPods { get; init; }

    /// <summary>Addresses of each pool.</summary>
    public int PoolSize { get; init; }

    /// <summary>Requests to the API server that get lost, or whose answer does.</summary>
    public int Faults { get; init; }

    /// <summary>Lost writes are mostly carried out after all, and late.</summary>
    public bool HasLateWrites { get; init; }

    /// <summary>Agents are killed and started again.</summary>
    public bool HasCrashes { get; init; }

    /// <summary>The API server is away at times.</summary>
    public bool HasOutages { get; init; }

    /// <summary>Pools are edited, disabled, deleted; addresses become reserved.</summary>
    public bool HasPoolEdits { get; init; }

    /// <summary>Calls of the runtime that it gave up reach the agent later, or twice.</summary>
    public bool HasLateCalls { get; init; }

    /// <summary>Pods are removed from the API server while their sandbox lives.</summary>
    public bool HasForcedDeletions { get; init; }

    /// <summary>Deadlines pass while calls are under way.</summary>
    public bool HasDeadlines { get; init; }

    /// <summary>The runtime of a node in how many does not tell the pod's UID.</summary>
    public int RuntimesWithoutUid { get; init; }

    /// <summary>A controller reclaims addresses meanwhile.</summary>
    public bool HasController { get; init; }

    /// <summary>Grace of pods, in seconds.</summary>
    public int GraceSeconds { get; init; }

    /// <summary>Nodes lose power or contact, are fenced or removed, and come back.</summary>
    public bool HasNodeLoss { get; init; }

    /// <summary>Nothing but concurrency: then a failed ADD must have left nothing behind at once.</summary>
    public bool IsFaultless => Faults == 0 && !HasCrashes && !HasOutages && !HasLateCalls && !HasDeadlines && !HasForcedDeletions
        && !HasNodeLoss;

    public static Regime Choose(Choice choice)
    {
        var isHarsh = !choice.OneIn(4);
        var regime = new Regime
        {
            Nodes = choice.Between(1, 3),
            StatelessPods = choice.Between(1, 4),
            StaticPods = choice.Between(0, 2),
            PoolSize = choice.Between(2, 8),
            Faults = isHarsh ? choice.Of([0, 3, 5, 8, 20]) : 0,
            HasLateWrites = choice.OneIn(3),
            HasCrashes = isHarsh && choice.OneIn(2),
            HasOutages = isHarsh && choice.OneIn(3),
            HasPoolEdits = choice.OneIn(3),
            HasLateCalls = isHarsh && choice.OneIn(2),
            HasForcedDeletions = isHarsh && choice.OneIn(3),
            HasDeadlines = isHarsh && choice.OneIn(2),
            HasController = choice.OneIn(2),
            GraceSeconds = choice.Of([1, 5, 30]),
            HasNodeLoss = isHarsh && choice.OneIn(3),
        };
        // A sandbox that outlives its pod can be told from its successor's by the UID alone.
        return regime.HasForcedDeletions || !isHarsh ? regime : regime with { RuntimesWithoutUid = choice.OneIn(4) ? 2 : 0 };
    }
}
