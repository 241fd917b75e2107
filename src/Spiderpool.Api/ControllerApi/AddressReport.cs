namespace Spiderpool.Api.ControllerApi;

/// <summary>Answer of GET /v1/ipam/ip: each pool that has the address, and each pod that claims it.</summary>
public sealed record AddressReport
{
    public string Ip { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<AddressInPool> Pools { get; init => field = value ?? []; } = [];

    /// <summary>SpiderEndpoints that name the address.</summary>
    public IReadOnlyList<AddressClaim> Claims { get; init => field = value ?? []; } = [];

    /// <summary>SpiderReservedIPs that keep it from everybody.</summary>
    public IReadOnlyList<string> ReservedBy { get; init => field = value ?? []; } = [];
}
