namespace Spiderpool.Agent.Commit;

/// <summary>Settings of group commit.</summary>
public sealed record CommitOptions
{
    /// <summary>Name under which this agent writes pools: its node's. Each agent has another.</summary>
    public string Writer { get; init; } = "";

    /// <summary>Most records that a pool may hold (SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS).</summary>
    public int MaxRecords { get; init; } = 5000;

    /// <summary>Most requests that one write carries; the rest waits for the next.</summary>
    public int MaxGroup { get; init; } = 512;

    /// <summary>How long a loser of a conflict waits for the watch to bring the winner's version before it reads.</summary>
    public TimeSpan WatchPatience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between two tries while the API server is away.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(2);
}
