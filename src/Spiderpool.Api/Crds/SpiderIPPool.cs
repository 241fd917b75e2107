using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>A pool of addresses of one family that pods may get (spec/crds.md 3).</summary>
public sealed record SpiderIPPool : KubernetesObject, IKubernetesResource<SpiderIPPool>
{
    public static ResourceDefinition Definition { get; } =
        new(SpiderpoolGroup.Name, SpiderpoolGroup.Version, "spiderippools", "SpiderIPPool", IsNamespaced: false);

    public static JsonTypeInfo<SpiderIPPool> JsonType => ApiJson.Default.SpiderIPPool;

    public SpiderIPPoolSpec Spec { get; init => field = value ?? new(); } = new();

    public SpiderIPPoolStatus? Status { get; init; }
}
