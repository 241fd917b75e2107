using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>A CNI chain that becomes one NetworkAttachmentDefinition of the same namespace (spec/crds.md 8).</summary>
public sealed record SpiderMultusConfig : KubernetesObject, IKubernetesResource<SpiderMultusConfig>
{
    public static ResourceDefinition Definition { get; } =
        new(SpiderpoolGroup.Name, SpiderpoolGroup.Version, "spidermultusconfigs", "SpiderMultusConfig", IsNamespaced: true);

    public static JsonTypeInfo<SpiderMultusConfig> JsonType => ApiJson.Default.SpiderMultusConfig;

    public SpiderMultusConfigSpec Spec { get; init => field = value ?? new(); } = new();

    public SpiderMultusConfigStatus? Status { get; init; }
}
