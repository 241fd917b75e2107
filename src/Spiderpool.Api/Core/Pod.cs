using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>The fields of a Pod that address management reads.</summary>
public sealed record Pod : KubernetesObject, IKubernetesResource<Pod>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "pods", "Pod", IsNamespaced: true);

    public static JsonTypeInfo<Pod> JsonType => ApiJson.Default.Pod;

    public PodSpec? Spec { get; init; }

    public PodStatus? Status { get; init; }
}
