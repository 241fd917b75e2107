namespace Spiderpool.Api.AgentApi;

/// <summary>Answer of POST /v1/ipam/gc: pods (<c>namespace/name</c>) whose addresses were freed.</summary>
public sealed record IpamGcResponse
{
    public IReadOnlyList<string> Released { get; init => field = value ?? []; } = [];
}
