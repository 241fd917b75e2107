using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 4.1.</summary>
public sealed record SpiderSubnetSpec
{
    /// <summary>4 or 6; derived from <see cref="Subnet"/> when absent.</summary>
    public int? IpVersion { get; init; }

    /// <summary>Canonical CIDR that overlaps no other SpiderSubnet.</summary>
    public string Subnet { get; init => field = value ?? ""; } = "";

    /// <summary>Ranges that pools may get: <c>a</c> or <c>a-b</c>.</summary>
    public IReadOnlyList<string>? Ips { get; init; }

    public IReadOnlyList<string>? ExcludeIPs { get; init; }

    /// <summary>Inherited by a pool at the moment it becomes owned, not later.</summary>
    public string? Gateway { get; init; }

    /// <summary>Inherited like <see cref="Gateway"/>.</summary>
    public IReadOnlyList<PoolRoute>? Routes { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
