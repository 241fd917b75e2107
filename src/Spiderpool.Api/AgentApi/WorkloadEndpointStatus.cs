using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Answer of GET /v1/workloadendpoint (spec/ipam.md 2).</summary>
public sealed record WorkloadEndpointStatus
{
    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("podUID")]
    public string PodUID { get; init => field = value ?? ""; } = "";

    public string Node { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<InterfaceDetail> Interfaces { get; init => field = value ?? []; } = [];
}
