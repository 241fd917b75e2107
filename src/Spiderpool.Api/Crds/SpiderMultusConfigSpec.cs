using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record SpiderMultusConfigSpec
{
    /// <summary>One of <see cref="Crds.CniType"/>; custom when absent.</summary>
    public string? CniType { get; init; }

    public MacvlanConfig? Macvlan { get; init; }

    public IpvlanConfig? Ipvlan { get; init; }

    public VlanConfig? Vlan { get; init; }

    public SriovConfig? Sriov { get; init; }

    public OvsConfig? Ovs { get; init; }

    public IbSriovConfig? Ibsriov { get; init; }

    public IpoibConfig? Ipoib { get; init; }

    /// <summary>The whole CNI configuration as JSON text; with type custom only.</summary>
    public string? CustomCNI { get; init; }

    /// <summary>Whether the coordinator plugin ends the chain; never with type custom.</summary>
    public bool? EnableCoordinator { get; init; }

    /// <summary>Whether the main plugin gets no <c>ipam</c> block.</summary>
    public bool? DisableIPAM { get; init; }

    public CoordinatorSettings? Coordinator { get; init; }

    /// <summary>JSON text of one plugin each, put after the main plugin.</summary>
    public IReadOnlyList<string>? ChainCNIJsonData { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
