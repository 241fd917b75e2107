using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Body of POST /v1/multinic/networks: which networks does the pod get?</summary>
public sealed record PodNetworksArgs
{
    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    /// <summary>May be empty: some runtimes do not tell.</summary>
    [JsonPropertyName("podUID")]
    public string PodUID { get; init => field = value ?? ""; } = "";
}
