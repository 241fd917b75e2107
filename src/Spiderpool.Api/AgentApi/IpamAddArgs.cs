using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Body of POST /v1/ipam/ip (spec/ipam.md 2).</summary>
public sealed record IpamAddArgs
{
    [JsonPropertyName("containerID")]
    public string ContainerID { get; init => field = value ?? ""; } = "";

    public string IfName { get; init => field = value ?? ""; } = "";

    public string NetNamespace { get; init => field = value ?? ""; } = "";

    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    /// <summary>May be empty: some runtimes do not tell.</summary>
    [JsonPropertyName("podUID")]
    public string PodUID { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("defaultIPv4IPPool")]
    public IReadOnlyList<string>? DefaultIPv4IPPool { get; init; }

    [JsonPropertyName("defaultIPv6IPPool")]
    public IReadOnlyList<string>? DefaultIPv6IPPool { get; init; }

    public bool CleanGateway { get; init; }

    public bool MatchMasterSubnet { get; init; }
}
