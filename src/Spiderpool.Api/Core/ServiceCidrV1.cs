using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <inheritdoc/>
public sealed record ServiceCidrV1 : ServiceCidr, IKubernetesResource<ServiceCidrV1>
{
    public static ResourceDefinition Definition { get; } = DefinitionOf("v1");

    public static JsonTypeInfo<ServiceCidrV1> JsonType => ApiJson.Default.ServiceCidrV1;
}
