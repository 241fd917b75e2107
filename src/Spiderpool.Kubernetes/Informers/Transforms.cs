using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>What to drop before an informer keeps an object.</summary>
public static class Transforms
{
    /// <summary>Keeps of a Pod what address management reads: some hundred bytes instead of ten thousand.</summary>
    public static Pod SlimPod(Pod pod) => pod with
    {
        ApiVersion = null,
        Kind = null,
        Metadata = SlimMetadata(pod.Metadata),
        Spec = pod.Spec is { } spec
            ? spec with { OtherFields = null }
            : null,
        Status = pod.Status is { } status
            ? status with { OtherFields = null }
            : null,
        OtherFields = null,
    };

    /// <summary>Keeps the metadata that is typed, and nothing else.</summary>
    public static T MetadataOnly<T>(T item) where T : KubernetesObject =>
        Http.MetadataOnly.Strip(item) with { Metadata = SlimMetadata(item.Metadata) };

    private static ObjectMeta SlimMetadata(ObjectMeta metadata) => metadata with { ManagedFields = null, OtherFields = null };
}
