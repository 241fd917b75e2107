using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Body of GET /v1/coordinator/config (spec/ipam.md 2). Without a name, the answer is the cluster's settings alone.</summary>
public sealed record GetCoordinatorArgs
{
    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    /// <summary>Not in the original's body. With it, the agent knows from its cache which pod is meant.</summary>
    [JsonPropertyName("podUID")]
    public string PodUID { get; init => field = value ?? ""; } = "";
}
