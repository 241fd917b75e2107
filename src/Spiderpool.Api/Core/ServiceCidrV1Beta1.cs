using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <inheritdoc/>
public sealed record ServiceCidrV1Beta1 : ServiceCidr, IKubernetesResource<ServiceCidrV1Beta1>
{
    public static ResourceDefinition Definition { get; } = DefinitionOf("v1beta1");

    public static JsonTypeInfo<ServiceCidrV1Beta1> JsonType => ApiJson.Default.ServiceCidrV1Beta1;
}
