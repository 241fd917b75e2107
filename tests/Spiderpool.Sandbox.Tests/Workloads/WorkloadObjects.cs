using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Core;
using Set = Spiderpool.Sandbox.Workloads.StatefulSet;

namespace Spiderpool.Sandbox.Tests.Workloads;

/// <summary>Objects as the API server sends them.</summary>
internal static class WorkloadObjects
{
    public static JsonObject Spec(int replicas, string image = "v1") => new()
    {
        ["replicas"] = replicas,
        ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "web" } },
        ["template"] = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web" } },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = image }) },
        },
    };

    public static T Read<T>(
        JsonTypeInfo<T> type, string name, JsonObject? spec = null, JsonObject? status = null, JsonObject? metadata = null)
    {
        var tree = new JsonObject { ["metadata"] = metadata?.DeepClone() ?? new JsonObject() };
        tree["metadata"]!["name"] = name;
        tree["metadata"]!["namespace"] = "default";
        if (tree["metadata"]!["uid"] is null)
            tree["metadata"]!["uid"] = $"uid-{name}";
        if (spec is not null)
            tree["spec"] = spec.DeepClone();
        if (status is not null)
            tree["status"] = status.DeepClone();
        return tree.Deserialize(type)!;
    }

    public static Set StatefulSet(int replicas, string image = "v1", int start = 0, string? policy = null)
    {
        var spec = Spec(replicas, image);
        spec["ordinals"] = new JsonObject { ["start"] = start };
        spec["podManagementPolicy"] = policy;
        return Read(Set.JsonType, "web", spec);
    }

    public static Pod Pod(
        string name, bool ready = true, string phase = "Running", JsonObject? metadata = null, string? node = "node-1") =>
        Read(Api.Core.Pod.JsonType, name, new JsonObject { ["nodeName"] = node }, new JsonObject
        {
            ["phase"] = phase,
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready ? "True" : "False" }),
        }, metadata);

    public static JsonObject Terminating() => new() { ["deletionTimestamp"] = "2026-01-01T00:00:00Z" };
}
