using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record CiliumPodIPPoolSpec
{
    public CiliumPodRanges? Ipv4 { get; init; }

    public CiliumPodRanges? Ipv6 { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
