namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record SriovConfig
{
    /// <summary>Extended resource of the SR-IOV device plugin, such as <c>spidernet.io/rail0</c>.</summary>
    public string ResourceName { get; init => field = value ?? ""; } = "";

    /// <summary>0 to 4094; 0 for untagged.</summary>
    public int? VlanID { get; init; }

    /// <summary>In bytes; 0 to leave it alone.</summary>
    public int? Mtu { get; init; }

    /// <summary>Mbit/s; 0 for no guarantee.</summary>
    public int? MinTxRateMbps { get; init; }

    /// <summary>Mbit/s; 0 for no limit.</summary>
    public int? MaxTxRateMbps { get; init; }

    /// <summary>Whether the RDMA device moves into the pod's network namespace.</summary>
    public bool? RdmaIsolation { get; init; }

    public DefaultPools? Ippools { get; init; }
}
