using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Which object is meant.</summary>
public sealed record ObjectReference
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public static ObjectReference To<T>(T obj) where T : KubernetesObject, IKubernetesResource<T> => new()
    {
        ApiVersion = T.Definition.ApiVersion,
        Kind = T.Definition.Kind,
        Namespace = obj.Metadata.Namespace,
        Name = obj.Metadata.Name,
        Uid = obj.Metadata.Uid,
        ResourceVersion = obj.Metadata.ResourceVersion,
    };
}
