using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Answer of GET /v1/workloadendpoint (spec/ipam.md 2).</summary>
public sealed record WorkloadEndpointStatus
{
    public string PodNamespace { get; init; } = "";

    public string PodName { get; init; } = "";

    [JsonPropertyName("podUID")]
    public string PodUID { get; init; } = "";

    public string Node { get; init; } = "";

    public IReadOnlyList<InterfaceDetail> Interfaces { get; init; } = [];
}
