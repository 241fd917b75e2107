using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A Node; only its metadata is read.</summary>
public sealed record Node : KubernetesObject, IKubernetesResource<Node>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "nodes", "Node", IsNamespaced: false);

    public static JsonTypeInfo<Node> JsonType => ApiJson.Default.Node;
}
