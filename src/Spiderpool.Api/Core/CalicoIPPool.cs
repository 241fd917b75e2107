using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Pod addresses of Calico.</summary>
public sealed record CalicoIPPool : KubernetesObject, IKubernetesResource<CalicoIPPool>
{
    public static ResourceDefinition Definition { get; } = new("crd.projectcalico.org", "v1", "ippools", "IPPool", IsNamespaced: false);

    public static JsonTypeInfo<CalicoIPPool> JsonType => ApiJson.Default.CalicoIPPool;

    public CalicoIPPoolSpec? Spec { get; init; }
}
