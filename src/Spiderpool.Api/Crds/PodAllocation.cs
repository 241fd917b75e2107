using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>What one pod holds, on which node, for which sandbox.</summary>
public sealed record PodAllocation
{
    /// <summary>UID of the pod.</summary>
    public string Uid { get; init => field = value ?? ""; } = "";

    public string Node { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// Container ID of the sandbox that the last ADD came from, so that a late DEL of an earlier sandbox frees
    /// nothing; empty when that sandbox is gone and no other has come yet. Absent in endpoints that the original wrote.
    /// </summary>
    public string? SandboxID { get; init; }

    public IReadOnlyList<InterfaceAllocation> Ips { get; init => field = value ?? []; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
