using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>Statuses as merge patches.</summary>
internal static class WorkloadStatus
{
    /// <summary>A patch of the status; null when the object has these values already.</summary>
    public static byte[]? Patch(Workload workload, JsonObject wanted)
    {
        wanted["observedGeneration"] = workload.Metadata.Generation ?? 0;
        var current = workload.Status is { ValueKind: JsonValueKind.Object } status ? JsonObject.Create(status) : null;
        return wanted.All(item => JsonEquality.Equal(item.Value, current.Member(item.Key)))
            ? null
            : Encoding.UTF8.GetBytes(new JsonObject { ["status"] = wanted }.ToJsonString());
    }

    public static JsonObject Condition(string type, bool holds, string reason) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["reason"] = reason,
    };
}
