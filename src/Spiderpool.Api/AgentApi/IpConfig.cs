using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>One address of one interface.</summary>
public sealed record IpConfig
{
    /// <summary>4 or 6.</summary>
    public int Version { get; init; }

    /// <summary>Address with prefix length.</summary>
    public string Address { get; init => field = value ?? ""; } = "";

    public string Nic { get; init => field = value ?? ""; } = "";

    public string? Gateway { get; init; }

    public string? IpPool { get; init; }

    public int? Vlan { get; init; }

    public string? Mac { get; init; }

    public bool EnableGatewayDetection { get; init; }

    [JsonPropertyName("enableIPConflictDetection")]
    public bool EnableIPConflictDetection { get; init; }
}
