using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A ConfigMap; only its texts are read.</summary>
public sealed record ConfigMap : KubernetesObject, IKubernetesResource<ConfigMap>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "configmaps", "ConfigMap", IsNamespaced: true);

    public static JsonTypeInfo<ConfigMap> JsonType => ApiJson.Default.ConfigMap;

    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
