using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 5.</summary>
public sealed record SpiderReservedIPSpec
{
    /// <summary>4 or 6; derived from the first of <see cref="Ips"/> when absent.</summary>
    public int? IpVersion { get; init; }

    public IReadOnlyList<string>? Ips { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
