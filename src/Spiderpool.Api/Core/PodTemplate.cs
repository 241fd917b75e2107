using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>What pods of an application are made of.</summary>
public sealed record PodTemplate
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodSpec? Spec { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
