namespace Spiderpool.Api.ControllerApi;

/// <summary>What a scan decided about one record of a pool, and why.</summary>
public sealed record GcFinding
{
    public string Pool { get; init => field = value ?? ""; } = "";

    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary><c>namespace/name</c> of the holder.</summary>
    public string Pod { get; init => field = value ?? ""; } = "";

    public string PodUid { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the address goes back.</summary>
    public bool Release { get; init; }

    /// <summary>Entry of docs/reference/reasons.md.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    public string Explanation { get; init => field = value ?? ""; } = "";

    /// <summary>When a proof may exist that is missing now; null when no clock brings it.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Why the address did not go back although it should have.</summary>
    public string? Failure { get; init; }
}
