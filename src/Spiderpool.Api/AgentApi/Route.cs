namespace Spiderpool.Api.AgentApi;

/// <summary>One route of one interface.</summary>
public sealed record Route
{
    public string IfName { get; init; } = "";

    public string Dst { get; init; } = "";

    public string Gw { get; init; } = "";
}
