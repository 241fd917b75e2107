using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Ranges that Services get their addresses from (KEP-1880). One type for each version, since a cluster serves some.</summary>
public abstract record ServiceCidr : KubernetesObject
{
    public ServiceCidrSpec? Spec { get; init; }

    protected static ResourceDefinition DefinitionOf(string version) =>
        new("networking.k8s.io", version, "servicecidrs", "ServiceCIDR", IsNamespaced: false);
}
