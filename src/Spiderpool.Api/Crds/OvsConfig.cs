namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record OvsConfig
{
    /// <summary>Open vSwitch bridge of the node.</summary>
    public string Bridge { get; init => field = value ?? ""; } = "";

    /// <summary>Access VLAN, 0 to 4094.</summary>
    public int? Vlan { get; init; }

    /// <summary>VLANs that the port lets through tagged.</summary>
    public IReadOnlyList<OvsTrunk>? Trunk { get; init; }

    /// <summary>PCI address of a virtual function, for hardware offload.</summary>
    public string? DeviceID { get; init; }

    public DefaultPools? Ippools { get; init; }
}
