using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Pod addresses of Cilium in its multi-pool mode.</summary>
public sealed record CiliumPodIPPool : KubernetesObject, IKubernetesResource<CiliumPodIPPool>
{
    public static ResourceDefinition Definition { get; } =
        new("cilium.io", "v2alpha1", "ciliumpodippools", "CiliumPodIPPool", IsNamespaced: false);

    public static JsonTypeInfo<CiliumPodIPPool> JsonType => ApiJson.Default.CiliumPodIPPool;

    public CiliumPodIPPoolSpec? Spec { get; init; }
}
