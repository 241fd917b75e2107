using System.Text.Json.Serialization;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>The last line of <c>ipam</c>; docs/reference/benchmarks.md says what each figure means.</summary>
internal sealed record IpamFigures
{
    [JsonPropertyOrder(-1)]
    public string Bench { get; init; } = "ipam";

    public required int Pods { get; init; }

    public required int Agents { get; init; }

    public required int Parallel { get; init; }

    public required string Stack { get; init; }

    public required double AllocPerS { get; init; }

    public required double P50Ms { get; init; }

    public required double P99Ms { get; init; }

    /// <summary>ADDs and DELs without success, and ADDs whose address no pool records.</summary>
    public required int Failed { get; init; }

    public required int Duplicates { get; init; }

    public required int Leaked { get; init; }

    public required long Conflicts { get; init; }

    public required double PoolWritesPerAlloc { get; init; }

    public required double ApiWritesPerAlloc { get; init; }

    /// <summary>The largest agent's, with all addresses allocated, after the burst.</summary>
    public required double AgentRssMib { get; init; }

    /// <summary>The largest agent's at the end of the burst.</summary>
    public required double AgentRssBurstMib { get; init; }

    /// <summary>The largest agent's before its first request.</summary>
    public required double AgentRssIdleMib { get; init; }

    /// <summary>All agents', for the allocations alone.</summary>
    public required double AgentCpuS { get; init; }

    [JsonIgnore]
    public bool IsCorrect => Failed == 0 && Duplicates == 0 && Leaked == 0;
}
