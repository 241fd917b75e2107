using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Removes fields that the schema does not specify.</summary>
internal static class Pruning
{
    /// <param name="root">Changed in place; apiVersion, kind and metadata stay.</param>
    /// <param name="removed">Gets the path of each removed field, such as <c>spec.foo</c>.</param>
    public static void Prune(JsonObject root, StructuralSchema schema, List<string> removed) =>
        PruneObject(root, schema, "", removed, isResource: true);

    private static void PruneObject(JsonObject map, StructuralSchema schema, string path, List<string> removed, bool isResource)
    {
        List<string>? unknown = null;
        foreach (var (name, value) in map)
        {
            if (isResource && name is "apiVersion" or "kind" or "metadata")
                continue;
            if (schema.Member(name) is { } member)
                PruneValue(value, member, path.Length == 0 ? name : $"{path}.{name}", removed);
            else if (!schema.PreserveUnknownFields && !schema.AllowsAnyProperty)
                (unknown ??= []).Add(name);
        }

        foreach (var name in unknown ?? [])
        {
            map.Remove(name);
            removed.Add(path.Length == 0 ? name : $"{path}.{name}");
        }
    }

    private static void PruneValue(JsonNode? value, StructuralSchema schema, string path, List<string> removed)
    {
        switch (value)
        {
            case JsonObject map:
                PruneObject(map, schema, path, removed, schema.EmbeddedResource);
                break;
            case JsonArray list when schema.Items is not null:
                for (var i = 0; i < list.Count; i++)
                    PruneValue(list[i], schema.Items, $"{path}[{i}]", removed);
                break;
        }
    }
}
