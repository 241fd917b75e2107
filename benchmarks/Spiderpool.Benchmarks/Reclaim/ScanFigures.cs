using System.Text.Json.Serialization;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>The last line of <c>scan</c>; docs/reference/benchmarks.md says what each figure means.</summary>
internal sealed record ScanFigures
{
    [JsonPropertyOrder(-1)]
    public string Bench { get; init; } = "scan";

    public required int Addresses { get; init; }

    public required int Pools { get; init; }

    public required int Scans { get; init; }

    public required double CpuSPerScan { get; init; }

    public required double P50Ms { get; init; }

    public required double ReadsPerScan { get; init; }

    /// <summary>Over all scans, as all that follow.</summary>
    public required int Released { get; init; }

    /// <summary>Suspects, endpoints removed, records restored and failures: where all pods live there are none.</summary>
    public required int Findings { get; init; }

    /// <summary>Scans that did not look at each record.</summary>
    public required int Incomplete { get; init; }

    public required double ControllerCpuStartS { get; init; }

    public required double ControllerRssPeakMib { get; init; }

    public required double ControllerRssMib { get; init; }

    [JsonIgnore]
    public bool IsCorrect => Released == 0 && Findings == 0 && Incomplete == 0;
}
