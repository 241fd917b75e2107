using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

/// <summary>What the Jobs of a CronJob are made of.</summary>
public sealed record JobTemplate
{
    public WorkloadSpec? Spec { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
