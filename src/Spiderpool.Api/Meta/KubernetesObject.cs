using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Meta;

/// <summary>What each Kubernetes object has. Fields we do not read survive a round trip.</summary>
public abstract record KubernetesObject
{
    [JsonPropertyOrder(-3)]
    public string? ApiVersion { get; init; }

    [JsonPropertyOrder(-2)]
    public string? Kind { get; init; }

    [JsonPropertyOrder(-1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }

    /// <summary><c>namespace/name</c>, or the name alone for a cluster-scoped object.</summary>
    [JsonIgnore]
    public string Key => Metadata.Namespace is { Length: > 0 } ns ? $"{ns}/{Metadata.Name}" : Metadata.Name ?? "";
}
