using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

/// <summary>The fields that say how many pods an application has, and what they ask for. A kind has some of them.</summary>
public sealed record WorkloadSpec
{
    public int? Replicas { get; init; }

    /// <summary>Of a Job: pods that have to succeed.</summary>
    public int? Completions { get; init; }

    /// <summary>Of a Job: pods at a time.</summary>
    public int? Parallelism { get; init; }

    public PodTemplate? Template { get; init; }

    public JobTemplate? JobTemplate { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
