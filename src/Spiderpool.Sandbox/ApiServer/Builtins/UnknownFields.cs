using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>Removes from an object of a built-in kind what its type does not have, as decoding into a struct does.</summary>
internal static class UnknownFields
{
    /// <param name="removed">Gets the path of each removed field, such as <c>spec.foo</c>.</param>
    public static void Prune(JsonObject root, TypeDescription type, List<string> removed)
    {
        PruneObject(root, type, "", removed, isKind: true);
    }

    private static void PruneObject(JsonObject map, TypeDescription type, string path, List<string> removed, bool isKind = false)
    {
        List<string>? unknown = null;
        foreach (var (name, value) in map)
        {
            if (type.Field(name) is { } field)
                PruneValue(value, field.Type, path.Length == 0 ? name : $"{path}.{name}", removed);
            else if (!isKind || name is not ("apiVersion" or "kind"))
                (unknown ??= []).Add(name);
        }

        foreach (var name in unknown ?? [])
        {
            map.Remove(name);
            removed.Add(path.Length == 0 ? name : $"{path}.{name}");
        }
    }

    private static void PruneValue(JsonNode? value, TypeReference type, string path, List<string> removed)
    {
        if (type.Package.Length == 0)
            return;
        switch (value)
        {
            case JsonArray list when type.Wrapper.StartsWith("[]", StringComparison.Ordinal):
                for (var i = 0; i < list.Count; i++)
                    PruneValue(list[i], type.Item(), $"{path}[{i}]", removed);
                break;
            case JsonObject map when type.Wrapper.StartsWith("{}", StringComparison.Ordinal):
                foreach (var (name, item) in map)
                    PruneValue(item, type.Item(), $"{path}.{name}", removed);
                break;
            case JsonObject map when type.Wrapper.Length == 0 && TypeCatalogue.Instance.Find(type) is { } inner:
                PruneObject(map, inner, path, removed);
                break;
        }
    }
}
