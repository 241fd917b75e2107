using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>A Deployment: replaces ReplicaSets when its template changes.</summary>
public sealed record Deployment : Workload, IKubernetesResource<Deployment>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "deployments", "Deployment", IsNamespaced: true);

    public static JsonTypeInfo<Deployment> JsonType => WorkloadJson.Default.Deployment;
}
