using System.Text.Json.Serialization;

namespace Spiderpool.Benchmarks.Cni;

/// <summary>The last line of <c>cni</c>: medians of the whole processes' wall time for ADD.</summary>
internal sealed record CniFigures(double PluginMs, double HostLocalMs, double Ratio)
{
    [JsonPropertyOrder(-1)]
    public string Bench { get; } = "cni";
}
