using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Which writes validating webhooks are asked about.</summary>
public sealed record ValidatingWebhookConfiguration : KubernetesObject, IKubernetesResource<ValidatingWebhookConfiguration>
{
    public static ResourceDefinition Definition { get; } = new(
        "admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", IsNamespaced: false);

    public static JsonTypeInfo<ValidatingWebhookConfiguration> JsonType => ApiJson.Default.ValidatingWebhookConfiguration;

    public IReadOnlyList<Webhook>? Webhooks { get; init; }
}
