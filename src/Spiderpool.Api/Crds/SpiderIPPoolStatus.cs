using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 3.2.</summary>
public sealed record SpiderIPPoolStatus
{
    /// <summary>
    /// JSON text: an object from address (no prefix length) to <see cref="AllocationRecord"/>. Absent, not <c>{}</c>,
    /// when nothing is allocated.
    /// </summary>
    [JsonConverter(typeof(LongTextConverter))]
    public string? AllocatedIPs { get; init; }

    /// <summary>Number of addresses of the pool; saturates at the largest 64-bit number.</summary>
    public long? TotalIPCount { get; init; }

    /// <summary>Number of records in <see cref="AllocatedIPs"/>.</summary>
    public long? AllocatedIPCount { get; init; }

    /// <summary>
    /// Number of addresses that can be given out now: of the pool, not reserved and held by nobody; saturates like the
    /// total. What <c>kubectl get</c> shows as FREE.
    /// </summary>
    public long? FreeIPCount { get; init; }

    /// <summary>Address given out last: where the next search starts, so that a freed address rests (design 4).</summary>
    public string? LastAllocatedIP { get; init; }

    /// <summary>Node whose agent wrote the status last: agents that share the pool take turns by it.</summary>
    public string? LastWriter { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
