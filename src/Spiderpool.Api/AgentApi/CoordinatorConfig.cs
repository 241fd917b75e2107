using System.Text.Json.Serialization;
using Spiderpool.Api.Crds;

namespace Spiderpool.Api.AgentApi;

/// <summary>Answer of GET /v1/coordinator/config (spec/ipam.md 2): the SpiderCoordinator's settings, and the pod's wishes.</summary>
public sealed record CoordinatorConfig
{
    public string Mode { get; init => field = value ?? CoordinatorMode.Auto; } = CoordinatorMode.Auto;

    [JsonPropertyName("overlayPodCIDR")]
    public IReadOnlyList<string> OverlayPodCIDR { get; init => field = value ?? []; } = [];

    [JsonPropertyName("serviceCIDR")]
    public IReadOnlyList<string> ServiceCIDR { get; init => field = value ?? []; } = [];

    [JsonPropertyName("hijackCIDR")]
    public IReadOnlyList<string>? HijackCIDR { get; init; }

    public IReadOnlyList<PoolRoute>? PolicyRoutes { get; init; }

    public bool TunePodRoutes { get; init; }

    /// <summary>By the pod's annotation, else the SpiderCoordinator's.</summary>
    [JsonPropertyName("podDefaultRouteNIC")]
    public string? PodDefaultRouteNIC { get; init; }

    /// <summary>
    /// Not in the original's answer: the interfaces that the pod has in the end, by its annotations; null when they do not say.
    /// </summary>
    public IReadOnlyList<string>? PodInterfaces { get; init; }

    public long? HostRuleTable { get; init; }

    [JsonPropertyName("podRPFilter")]
    public int? PodRPFilter { get; init; }

    [JsonPropertyName("podMACPrefix")]
    public string? PodMACPrefix { get; init; }

    public int? TxQueueLen { get; init; }

    public string? VethLinkAddress { get; init; }

    [JsonPropertyName("vethMTU")]
    public int? VethMTU { get; init; }
}
