using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>Addresses of one subnet that pools are carved from (spec/crds.md 4).</summary>
public sealed record SpiderSubnet : KubernetesObject, IKubernetesResource<SpiderSubnet>
{
    public static ResourceDefinition Definition { get; } =
        new(SpiderpoolGroup.Name, SpiderpoolGroup.Version, "spidersubnets", "SpiderSubnet", IsNamespaced: false);

    public static JsonTypeInfo<SpiderSubnet> JsonType => ApiJson.Default.SpiderSubnet;

    public SpiderSubnetSpec Spec { get; init => field = value ?? new(); } = new();

    public SpiderSubnetStatus? Status { get; init; }
}
