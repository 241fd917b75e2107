using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>Addresses that no pool gives out, whatever its ranges say (spec/crds.md 5).</summary>
public sealed record SpiderReservedIP : KubernetesObject, IKubernetesResource<SpiderReservedIP>
{
    public static ResourceDefinition Definition { get; } =
        new(SpiderpoolGroup.Name, SpiderpoolGroup.Version, "spiderreservedips", "SpiderReservedIP", IsNamespaced: false);

    public static JsonTypeInfo<SpiderReservedIP> JsonType => ApiJson.Default.SpiderReservedIP;

    public SpiderReservedIPSpec Spec { get; init => field = value ?? new(); } = new();
}
