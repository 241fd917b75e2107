using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record PodSpec
{
    public string? NodeName { get; init; }

    public string? RestartPolicy { get; init; }

    public bool? HostNetwork { get; init; }

    /// <summary>Seconds.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
