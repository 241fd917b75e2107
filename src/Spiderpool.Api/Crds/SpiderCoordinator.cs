using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>How the coordinator plugin tunes pods, cluster-wide; normally one, named <c>default</c> (spec/crds.md 7).</summary>
public sealed record SpiderCoordinator : KubernetesObject, IKubernetesResource<SpiderCoordinator>
{
    public static ResourceDefinition Definition { get; } =
        new(SpiderpoolGroup.Name, SpiderpoolGroup.Version, "spidercoordinators", "SpiderCoordinator", IsNamespaced: false);

    public static JsonTypeInfo<SpiderCoordinator> JsonType => ApiJson.Default.SpiderCoordinator;

    public SpiderCoordinatorSpec Spec { get; init => field = value ?? new(); } = new();

    public SpiderCoordinatorStatus? Status { get; init; }
}
