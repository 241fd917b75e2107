namespace Spiderpool.Api.ControllerApi;

/// <summary>How a scan of all pools ended.</summary>
public sealed record ScanSummary
{
    public DateTimeOffset FinishedAt { get; init; }

    public double DurationSeconds { get; init; }

    /// <summary>Number of records that were looked at.</summary>
    public int Scanned { get; init; }

    /// <summary>Number of addresses that went back.</summary>
    public int Released { get; init; }

    /// <summary>Number of records of pods that do not plainly live, and stayed.</summary>
    public int Kept { get; init; }

    public IReadOnlyList<string> Failures { get; init => field = value ?? []; } = [];
}
