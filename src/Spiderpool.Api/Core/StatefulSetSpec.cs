using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record StatefulSetSpec
{
    /// <summary>Wanted number of pods; the API server fills in 1.</summary>
    public int? Replicas { get; init; }

    public StatefulSetOrdinals? Ordinals { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
