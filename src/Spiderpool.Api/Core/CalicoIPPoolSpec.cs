using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record CalicoIPPoolSpec
{
    public string? Cidr { get; init; }

    /// <summary>Whether Calico gives no address of it out.</summary>
    public bool? Disabled { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
