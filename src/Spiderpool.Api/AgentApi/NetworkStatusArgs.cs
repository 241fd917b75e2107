using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Body of POST /v1/multinic/status: what the pod got.</summary>
public sealed record NetworkStatusArgs
{
    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    /// <summary>May be empty: some runtimes do not tell.</summary>
    [JsonPropertyName("podUID")]
    public string PodUID { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<NetworkStatus> Networks { get; init => field = value ?? []; } = [];
}
