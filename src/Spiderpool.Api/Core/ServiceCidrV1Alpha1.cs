using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <inheritdoc/>
public sealed record ServiceCidrV1Alpha1 : ServiceCidr, IKubernetesResource<ServiceCidrV1Alpha1>
{
    public static ResourceDefinition Definition { get; } = DefinitionOf("v1alpha1");

    public static JsonTypeInfo<ServiceCidrV1Alpha1> JsonType => ApiJson.Default.ServiceCidrV1Alpha1;
}
