using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A Deployment, as an application with automatic pools.</summary>
public sealed record Deployment : Workload, IKubernetesResource<Deployment>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "deployments", "Deployment", IsNamespaced: true);

    public static JsonTypeInfo<Deployment> JsonType => ApiJson.Default.Deployment;
}
