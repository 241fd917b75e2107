using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>The addresses of one pod, written by the agent alone; named like the pod (spec/crds.md 6).</summary>
public sealed record SpiderEndpoint : KubernetesObject, IKubernetesResource<SpiderEndpoint>
{
    public static ResourceDefinition Definition { get; } =
        new(SpiderpoolGroup.Name, SpiderpoolGroup.Version, "spiderendpoints", "SpiderEndpoint", IsNamespaced: true);

    public static JsonTypeInfo<SpiderEndpoint> JsonType => ApiJson.Default.SpiderEndpoint;

    public SpiderEndpointStatus? Status { get; init; }
}
