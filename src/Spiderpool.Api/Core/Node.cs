using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>
/// The fields of a Node that say whether its pods can still run, and which pod addresses it has. The agent reads the
/// metadata alone.
/// </summary>
public sealed record Node : KubernetesObject, IKubernetesResource<Node>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "nodes", "Node", IsNamespaced: false);

    public static JsonTypeInfo<Node> JsonType => ApiJson.Default.Node;

    public NodeSpec? Spec { get; init; }

    public NodeStatus? Status { get; init; }
}
