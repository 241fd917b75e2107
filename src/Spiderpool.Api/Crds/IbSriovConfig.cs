namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record IbSriovConfig
{
    /// <summary>Extended resource of the SR-IOV device plugin.</summary>
    public string ResourceName { get; init => field = value ?? ""; } = "";

    /// <summary>InfiniBand partition key.</summary>
    public string? Pkey { get; init; }

    /// <summary>auto, enable or disable.</summary>
    public string? LinkState { get; init; }

    /// <summary>Whether the RDMA device moves into the pod's network namespace.</summary>
    public bool? RdmaIsolation { get; init; }

    /// <summary>Whether ib-kubernetes manages the GUID.</summary>
    public bool? EnableIbKubernetes { get; init; }

    public DefaultPools? Ippools { get; init; }
}
