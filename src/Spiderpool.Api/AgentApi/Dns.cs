namespace Spiderpool.Api.AgentApi;

/// <summary>Name resolution of the pod, as in a CNI result.</summary>
public sealed record Dns
{
    public string? Domain { get; init; }

    public IReadOnlyList<string>? Nameservers { get; init; }

    public IReadOnlyList<string>? Options { get; init; }

    public IReadOnlyList<string>? Search { get; init; }
}
