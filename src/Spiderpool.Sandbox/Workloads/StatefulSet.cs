using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>A StatefulSet: numbered pods.</summary>
public sealed record StatefulSet : Workload, IKubernetesResource<StatefulSet>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "statefulsets", "StatefulSet", IsNamespaced: true);

    public static JsonTypeInfo<StatefulSet> JsonType => WorkloadJson.Default.StatefulSet;
}
