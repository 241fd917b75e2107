using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Sets default values, and removes nulls where the schema does not allow them.</summary>
internal static class Defaulting
{
    /// <returns>Whether anything changed.</returns>
    public static bool Apply(JsonNode? value, StructuralSchema schema)
    {
        var changed = false;
        switch (value)
        {
            case JsonObject map:
                changed = ApplyToObject(map, schema);
                break;
            case JsonArray list when schema.Items is not null:
                foreach (var item in list)
                    changed |= Apply(item, schema.Items);
                break;
        }

        return changed;
    }

    private static bool ApplyToObject(JsonObject map, StructuralSchema schema)
    {
        var changed = false;
        foreach (var (name, member) in schema.Properties)
        {
            var present = map.TryGetPropertyValue(name, out var value);
            if (present && value is null && !member.Nullable)
            {
                map.Remove(name);
                (present, changed) = (false, true);
            }

            if (!present && member.Default is not null)
            {
                map[name] = value = member.Default.DeepClone();
                changed = true;
            }

            if (value is JsonObject or JsonArray)
                changed |= Apply(value, member);
        }

        if (schema.AdditionalProperties is { } additional)
        {
            foreach (var (name, value) in map.ToList())
            {
                if (schema.Properties.ContainsKey(name))
                    continue;
                if (value is null && !additional.Nullable)
                    changed |= map.Remove(name);
                else
                    changed |= Apply(value, additional);
            }
        }

        return changed;
    }
}
