namespace Spiderpool.Kubernetes.Http;

/// <summary>What to ask for. Each falls back to plain JSON on servers that cannot transform.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";

    public const string PartialMetadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    public const string PartialMetadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
}
