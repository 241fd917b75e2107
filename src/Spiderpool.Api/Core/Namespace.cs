using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A Namespace; only its metadata is read.</summary>
public sealed record Namespace : KubernetesObject, IKubernetesResource<Namespace>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "namespaces", "Namespace", IsNamespaced: false);

    public static JsonTypeInfo<Namespace> JsonType => ApiJson.Default.Namespace;
}
