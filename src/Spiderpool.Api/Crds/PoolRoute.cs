namespace Spiderpool.Api.Crds;

/// <summary>A static route: destination CIDR and next hop of the same family.</summary>
public sealed record PoolRoute
{
    public string Dst { get; init => field = value ?? ""; } = "";

    public string Gw { get; init => field = value ?? ""; } = "";
}
