using System.Text.Json.Serialization;

namespace Spiderpool.Benchmarks.Micro;

/// <summary>The last line of <c>micro</c>: median nanoseconds of each benchmark.</summary>
internal sealed record MicroFigures(IReadOnlyDictionary<string, double> MedianNs)
{
    [JsonPropertyOrder(-1)]
    public string Bench { get; } = "micro";
}
