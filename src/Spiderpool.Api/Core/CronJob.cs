using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A CronJob, as an application with automatic pools.</summary>
public sealed record CronJob : Workload, IKubernetesResource<CronJob>
{
    public static ResourceDefinition Definition { get; } = new("batch", "v1", "cronjobs", "CronJob", IsNamespaced: true);

    public static JsonTypeInfo<CronJob> JsonType => ApiJson.Default.CronJob;
}
