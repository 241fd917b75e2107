using System.Text.Json.Nodes;

namespace Spiderpool.Controller.Admission;

/// <summary>
/// The difference between an object as it came and as mutation left it, as RFC 6902 operations on whole fields of the metadata
/// and the spec: nothing else is mutated.
/// </summary>
internal static class JsonPatch
{
    private static readonly string[] MetadataFields = ["labels", "annotations", "finalizers", "ownerReferences"];

    /// <returns>Null when nothing differs.</returns>
    public static byte[]? Between(JsonObject before, JsonObject after)
    {
        var operations = new JsonArray();
        var (oldMetadata, newMetadata) = (before["metadata"] as JsonObject ?? [], after["metadata"] as JsonObject ?? []);
        foreach (var field in MetadataFields) Compare(operations, $"/metadata/{field}", oldMetadata[field], newMetadata[field]);
        if (before["spec"] is not JsonObject oldSpec) Compare(operations, "/spec", before["spec"], after["spec"]);
        else
        {
            var newSpec = after["spec"] as JsonObject ?? [];
            foreach (var field in oldSpec.Select(member => member.Key).Union(newSpec.Select(member => member.Key)))
                Compare(operations, $"/spec/{Escape(field)}", oldSpec[field], newSpec[field]);
        }
        return operations.Count == 0 ? null : System.Text.Encoding.UTF8.GetBytes(operations.ToJsonString());
    }

    private static void Compare(JsonArray operations, string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        var operation = new JsonObject { ["op"] = after is null ? "remove" : "add", ["path"] = path };
        if (after is not null) operation["value"] = after.DeepClone();
        operations.Add((JsonNode)operation);
    }

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
