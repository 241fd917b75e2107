using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Which writes mutating webhooks are asked about.</summary>
public sealed record MutatingWebhookConfiguration : KubernetesObject, IKubernetesResource<MutatingWebhookConfiguration>
{
    public static ResourceDefinition Definition { get; } = new(
        "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", IsNamespaced: false);

    public static JsonTypeInfo<MutatingWebhookConfiguration> JsonType => ApiJson.Default.MutatingWebhookConfiguration;

    public IReadOnlyList<Webhook>? Webhooks { get; init; }
}
