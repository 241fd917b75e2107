using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A ReplicaSet; one that a Deployment owns is not an application of its own.</summary>
public sealed record ReplicaSet : Workload, IKubernetesResource<ReplicaSet>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "replicasets", "ReplicaSet", IsNamespaced: true);

    public static JsonTypeInfo<ReplicaSet> JsonType => ApiJson.Default.ReplicaSet;
}
