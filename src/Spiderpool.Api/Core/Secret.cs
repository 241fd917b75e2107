using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A Secret; values are base64 on the wire. Never log one.</summary>
public sealed record Secret : KubernetesObject, IKubernetesResource<Secret>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "secrets", "Secret", IsNamespaced: true);

    public static JsonTypeInfo<Secret> JsonType => ApiJson.Default.Secret;

    /// <summary>As in <c>kubernetes.io/tls</c>.</summary>
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }
}
