using System.Text.Json.Serialization;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>The last line of <c>ipam --matrix</c>.</summary>
internal sealed record MatrixFigures(IReadOnlyList<IpamFigures> Cases)
{
    [JsonPropertyOrder(-1)]
    public string Bench { get; } = "ipam-matrix";
}
