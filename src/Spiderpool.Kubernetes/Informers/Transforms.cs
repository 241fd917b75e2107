using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>What to drop before an informer keeps an object.</summary>
public static class Transforms
{
    /// <summary>Keeps the metadata that is typed, and nothing else.</summary>
    public static T MetadataOnly<T>(T item) where T : KubernetesObject =>
        Http.MetadataOnly.Strip(item) with { Metadata = SlimMetadata(item.Metadata) };

    private static ObjectMeta SlimMetadata(ObjectMeta metadata) => metadata with { ManagedFields = null, OtherFields = null };
}
