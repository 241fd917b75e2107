namespace Spiderpool.Cni.Protocol;

/// <summary>A result (CNI spec, section Result types), in the terms of the latest version; older shapes are written on demand.</summary>
public sealed record CniResult
{
    /// <summary>Empty in the result of an IPAM plugin.</summary>
    public IReadOnlyList<CniInterface> Interfaces { get; init; } = [];

    public IReadOnlyList<CniAddress> Ips { get; init; } = [];

    public IReadOnlyList<CniRoute> Routes { get; init; } = [];

    public CniDns Dns { get; init; } = CniDns.None;
}
