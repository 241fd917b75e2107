namespace Spiderpool.Api.AgentApi;

/// <summary>One route of one interface.</summary>
public sealed record Route
{
    public string IfName { get; init => field = value ?? ""; } = "";

    public string Dst { get; init => field = value ?? ""; } = "";

    public string Gw { get; init => field = value ?? ""; } = "";
}
