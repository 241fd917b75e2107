using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A Job; one that a CronJob owns is not an application of its own.</summary>
public sealed record Job : Workload, IKubernetesResource<Job>
{
    public static ResourceDefinition Definition { get; } = new("batch", "v1", "jobs", "Job", IsNamespaced: true);

    public static JsonTypeInfo<Job> JsonType => ApiJson.Default.Job;
}
