using Spiderpool.Api.AgentApi;

namespace Spiderpool.Cni.Agent;

/// <summary>Where the agent is and how long each request may take.</summary>
public sealed record AgentOptions
{
    public string Socket { get; init; } = AgentPaths.DefaultSocket;

    /// <summary>Allocate and release: the agent itself waits for the API server (spec/ipam.md 1.2).</summary>
    public TimeSpan AllocationLimit { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The release of addresses that cannot be used. With the allocation and the probes before it, it must end before
    /// the kubelet's two minutes, so that the runtime hears why.
    /// </summary>
    public TimeSpan UnusableReleaseLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>CHECK and STATUS, which read only.</summary>
    public TimeSpan QueryLimit { get; init; } = TimeSpan.FromSeconds(10);
}
