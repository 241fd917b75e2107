namespace Spiderpool.Api.AgentApi;

/// <summary>Addresses of one interface; MAC and VLAN are omitted when they are not set.</summary>
public sealed record InterfaceDetail
{
    public string Interface { get; init => field = value ?? ""; } = "";

    public string? Ipv4 { get; init; }

    public string? Ipv6 { get; init; }

    public string? Ipv4Pool { get; init; }

    public string? Ipv6Pool { get; init; }

    public string? Ipv4Gateway { get; init; }

    public string? Ipv6Gateway { get; init; }

    public int? Vlan { get; init; }

    public string? Mac { get; init; }

    public IReadOnlyList<Crds.PoolRoute>? Routes { get; init; }
}
