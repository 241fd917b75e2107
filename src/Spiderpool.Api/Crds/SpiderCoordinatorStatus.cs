using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 7.2.</summary>
public sealed record SpiderCoordinatorStatus
{
    /// <summary>Synced or NotReady.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    /// <summary>Why the phase is NotReady.</summary>
    public string? Reason { get; init; }

    /// <summary>Pod CIDRs that pods reach through the node.</summary>
    public IReadOnlyList<string>? OverlayPodCIDR { get; init; }

    /// <summary>Service CIDRs that pods reach through the node.</summary>
    public IReadOnlyList<string>? ServiceCIDR { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
