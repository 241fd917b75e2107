namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 7.1, and the cluster's CIDRs by hand for clusters that publish them nowhere (design 8).</summary>
public sealed record SpiderCoordinatorSpec : CoordinatorSettings
{
    /// <summary>Pod CIDRs of the cluster network, beside those that <see cref="CoordinatorSettings.PodCIDRType"/> finds.</summary>
    public IReadOnlyList<string>? PodCIDRs { get; init; }

    /// <summary>Service CIDRs, in place of those that are found.</summary>
    public IReadOnlyList<string>? ServiceCIDRs { get; init; }
}
