namespace Spiderpool.Api.AgentApi;

/// <summary>Answer of POST /v1/ipam/ip: all interfaces that are allocated for the pod; the plugin picks its own.</summary>
public sealed record IpamAddResponse
{
    public IReadOnlyList<IpConfig> Ips { get; init => field = value ?? []; } = [];

    public IReadOnlyList<Route> Routes { get; init => field = value ?? []; } = [];

    public Dns? Dns { get; init; }
}
