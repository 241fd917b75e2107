using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>Addresses of one interface of a pod; either family may be absent.</summary>
public sealed record InterfaceAllocation
{
    /// <summary>Interface in the pod; empty while no ADD claimed the item ("ippools" without interface names).</summary>
    public string Interface { get; init => field = value ?? ""; } = "";

    /// <summary>Address with the prefix length of the pool's subnet.</summary>
    public string? Ipv4 { get; init; }

    public string? Ipv6 { get; init; }

    public string? Ipv4Pool { get; init; }

    public string? Ipv6Pool { get; init; }

    public string? Ipv4Gateway { get; init; }

    public string? Ipv6Gateway { get; init; }

    /// <summary>True when the gateway must not become the default route; recorded only with a gateway.</summary>
    public bool? CleanGateway { get; init; }

    /// <summary>VLAN id 0 to 4094; non-zero only from an IaaS provider.</summary>
    public int? Vlan { get; init; }

    public string? Mac { get; init; }

    public IReadOnlyList<PoolRoute>? Routes { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
