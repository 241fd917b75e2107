using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>The fields of a StatefulSet that decide whether one of its pods is still wanted.</summary>
public sealed record StatefulSet : KubernetesObject, IKubernetesResource<StatefulSet>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "statefulsets", "StatefulSet", IsNamespaced: true);

    public static JsonTypeInfo<StatefulSet> JsonType => ApiJson.Default.StatefulSet;

    public StatefulSetSpec? Spec { get; init; }
}
