namespace Spiderpool.Api.ControllerApi;

/// <summary>Answer of POST /v1/ipam/gc_ips: what a scan found and did. Records of pods that plainly live are counted only.</summary>
public sealed record GcReport
{
    /// <summary>Whether nothing was changed.</summary>
    public bool DryRun { get; init; }

    /// <summary>Number of records that were looked at.</summary>
    public int Scanned { get; init; }

    /// <summary>Number of addresses that went back; of a dry run, that would have.</summary>
    public int Released { get; init; }

    public IReadOnlyList<GcFinding> Findings { get; init => field = value ?? []; } = [];

    /// <summary><c>namespace/name</c> of each SpiderEndpoint that was removed.</summary>
    public IReadOnlyList<string> RemovedEndpoints { get; init => field = value ?? []; } = [];

    /// <summary>Addresses of live pods that their pools lacked, and record again.</summary>
    public IReadOnlyList<string> Restored { get; init => field = value ?? []; } = [];

    /// <summary>What could not be looked at or done; the next scan tries again.</summary>
    public IReadOnlyList<string> Failures { get; init => field = value ?? []; } = [];
}
