using System.Text.Json.Serialization;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>The last line of <c>reclaim</c>; docs/reference/benchmarks.md says what each figure means.</summary>
internal sealed record ReclaimFigures
{
    /// <summary>One of the records, one of the conditions that follow, and one in reserve for another writer.</summary>
    public const int PoolWritesGoal = 3;

    [JsonPropertyOrder(-1)]
    public string Bench { get; init; } = "reclaim";

    public required int Addresses { get; init; }

    public required int Pools { get; init; }

    public required double AddressesBackS { get; init; }

    public required double TotalS { get; init; }

    public required int MaxPoolWrites { get; init; }

    public required long PoolWrites { get; init; }

    public required long EndpointWrites { get; init; }

    public required long EventWrites { get; init; }

    public required long OtherWrites { get; init; }

    public required long Reads { get; init; }

    public required long Conflicts { get; init; }

    public required int PoolsLeft { get; init; }

    public required bool EndpointsLeft { get; init; }

    public required double ControllerRssPeakMib { get; init; }

    public required double ControllerRssMib { get; init; }

    public required double ControllerCpuS { get; init; }

    /// <summary>Refused writes count, too, but only the sum of them is known.</summary>
    [JsonIgnore]
    public bool IsCorrect =>
        PoolsLeft == 0 && !EndpointsLeft && MaxPoolWrites <= PoolWritesGoal && PoolWrites <= PoolWritesGoal * Pools;
}
