namespace Spiderpool.Api.ControllerApi;

/// <summary>Body of PUT /v1/ipam/ip: records an address that a live pod has, and its pool has lost.</summary>
public sealed record AddressAssignment
{
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>Null for the pool whose addresses have it.</summary>
    public string? Pool { get; init; }

    public string PodNamespace { get; init => field = value ?? ""; } = "";

    public string PodName { get; init => field = value ?? ""; } = "";

    /// <summary>Interface in the pod; null for eth0.</summary>
    public string? Interface { get; init; }
}
