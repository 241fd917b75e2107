using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A network that pods may name, as Multus reads it (Kubernetes Network Custom Resource Definition De-facto Standard).</summary>
public sealed record NetworkAttachmentDefinition : KubernetesObject, IKubernetesResource<NetworkAttachmentDefinition>
{
    public static ResourceDefinition Definition { get; } =
        new("k8s.cni.cncf.io", "v1", "network-attachment-definitions", "NetworkAttachmentDefinition", IsNamespaced: true);

    public static JsonTypeInfo<NetworkAttachmentDefinition> JsonType => ApiJson.Default.NetworkAttachmentDefinition;

    public NetworkAttachmentDefinitionSpec? Spec { get; init; }
}
