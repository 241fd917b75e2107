namespace Spiderpool.Api.ControllerApi;

/// <summary>Answer of GET /v1/ipam/status.</summary>
public sealed record ControllerStatus
{
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The replica that answers.</summary>
    public string Instance { get; init => field = value ?? ""; } = "";

    /// <summary>The replica that leads; null when none does.</summary>
    public string? Leader { get; init; }

    /// <summary>Whether the replica that answers has seen the whole cluster once.</summary>
    public bool Synced { get; init; }

    public int Pools { get; init; }

    public int Subnets { get; init; }

    public int Endpoints { get; init; }

    /// <summary>Addresses of all pools that pods can have, by family; a pool that cannot be read has none.</summary>
    public AddressCounts Ipv4 { get; init => field = value ?? new(); } = new();

    public AddressCounts Ipv6 { get; init => field = value ?? new(); } = new();

    /// <summary>The last scan of everything by the replica that answers; null when it made none.</summary>
    public ScanSummary? LastScan { get; init; }
}
