using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A Lease: who holds a role, and until when.</summary>
public sealed record Lease : KubernetesObject, IKubernetesResource<Lease>
{
    public static ResourceDefinition Definition { get; } =
        new("coordination.k8s.io", "v1", "leases", "Lease", IsNamespaced: true);

    public static JsonTypeInfo<Lease> JsonType => ApiJson.Default.Lease;

    public LeaseSpec Spec { get; init => field = value ?? new(); } = new();
}
