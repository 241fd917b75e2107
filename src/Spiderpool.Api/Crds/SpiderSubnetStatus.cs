using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 4.2.</summary>
public sealed record SpiderSubnetStatus
{
    /// <summary>
    /// JSON text: an object from pool name to <see cref="ControlledIPPool"/>. Absent, not <c>{}</c>, without pools.
    /// </summary>
    public string? ControlledIPPools { get; init; }

    /// <summary>Number of addresses of the subnet; saturates at the largest 64-bit number.</summary>
    public long? TotalIPCount { get; init; }

    /// <summary>Number of addresses given to pools, not to pods.</summary>
    public long? AllocatedIPCount { get; init; }

    /// <summary>Number of addresses that pools can get: given to none and not reserved; saturates like the total.</summary>
    public long? FreeIPCount { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
