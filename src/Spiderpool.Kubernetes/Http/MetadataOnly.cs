using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes.Http;

/// <summary>
/// Makes what a metadata-only request returns look the same whether the server could transform or not. The apiVersion and kind
/// are dropped, since they may be those of PartialObjectMetadata, and a later write must not send them.
/// </summary>
internal static class MetadataOnly
{
    public static Func<T, T>? Then<T>(bool metadataOnly, Func<T, T>? transform) where T : KubernetesObject =>
        !metadataOnly ? transform : transform is null ? Strip : item => transform(Strip(item));

    public static T Strip<T>(T item) where T : KubernetesObject =>
        item with { ApiVersion = null, Kind = null, OtherFields = null };
}
