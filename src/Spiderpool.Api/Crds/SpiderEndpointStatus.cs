using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 6.</summary>
public sealed record SpiderEndpointStatus
{
    /// <summary>Kind of the top controller: Pod, Deployment, StatefulSet, VirtualMachineInstance, ...</summary>
    public string OwnerControllerType { get; init => field = value ?? ""; } = "";

    public string OwnerControllerName { get; init => field = value ?? ""; } = "";

    public PodAllocation Current { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<Condition>? Conditions { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
