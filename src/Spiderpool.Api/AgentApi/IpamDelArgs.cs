using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>Body of DELETE /v1/ipam/ip and, with <see cref="IsReleaseConflictIPs"/>, of DELETE /v1/ipam/ips.</summary>
public sealed record IpamDelArgs
{
    [JsonPropertyName("containerID")]
    public string ContainerID { get; init => field = value ?? ""; } = "";

    public string IfName { get; init => field = value ?? ""; } = "";

    public string? NetNamespace { get; init; }

    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("podUID")]
    public string PodUID { get; init => field = value ?? ""; } = "";

    /// <summary>Only on /v1/ipam/ips: the addresses are in use by another host.</summary>
    [JsonPropertyName("isReleaseConflictIPs")]
    public bool? IsReleaseConflictIPs { get; init; }
}
