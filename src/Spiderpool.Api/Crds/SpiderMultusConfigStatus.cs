using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>Ours: the original reports errors in its log alone.</summary>
public sealed record SpiderMultusConfigStatus
{
    public IReadOnlyList<Condition>? Conditions { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
