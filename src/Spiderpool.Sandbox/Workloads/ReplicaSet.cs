using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>A ReplicaSet: a number of equal pods.</summary>
public sealed record ReplicaSet : Workload, IKubernetesResource<ReplicaSet>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "replicasets", "ReplicaSet", IsNamespaced: true);

    public static JsonTypeInfo<ReplicaSet> JsonType => WorkloadJson.Default.ReplicaSet;
}
