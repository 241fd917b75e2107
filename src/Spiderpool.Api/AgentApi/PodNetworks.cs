namespace Spiderpool.Api.AgentApi;

/// <summary>Answer of POST /v1/multinic/networks.</summary>
public sealed record PodNetworks
{
    /// <summary>Network of the first interface; null for that of the node.</summary>
    public PodNetwork? Default { get; init; }

    /// <summary>Networks of the further interfaces, in their order.</summary>
    public IReadOnlyList<PodNetwork> Additional { get; init => field = value ?? []; } = [];
}
