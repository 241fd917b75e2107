using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record WorkloadStatus
{
    /// <summary>Of a DaemonSet: nodes that should run its pod.</summary>
    public int? DesiredNumberScheduled { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
