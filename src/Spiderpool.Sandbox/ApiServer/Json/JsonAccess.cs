using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Json;

/// <summary>Reading of members that may be absent or of another type: both read as null.</summary>
internal static class JsonAccess
{
    public static JsonNode? Member(this JsonNode? node, string name) =>
        node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? value : null;

    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node.Member(name);
        return node;
    }

    public static JsonObject? Object(this JsonNode? node, string name) => node.Member(name) as JsonObject;

    public static JsonArray? Array(this JsonNode? node, string name) => node.Member(name) as JsonArray;

    public static string? Text(this JsonNode? node, string name) => node.Member(name).AsText();

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Integer(this JsonNode? node, string name) => node.Member(name).AsInteger();

    public static long? AsInteger(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.AsDecimal() is { } number
        && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    public static bool Flag(this JsonNode? node, string name) =>
        node.Member(name) is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The number as decimal, or null when it is none or outside decimal's range.</summary>
    public static decimal? AsDecimal(this JsonValue value)
    {
        if (value.TryGetValue(out JsonElement element))
            return element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var parsed) ? parsed : null;
        if (value.TryGetValue(out long integer))
            return integer;
        if (value.TryGetValue(out int small))
            return small;
        if (value.TryGetValue(out decimal exact))
            return exact;
        return value.TryGetValue(out double real) && Math.Abs(real) < 1e28 ? (decimal)real : null;
    }

    public static JsonObject Ensure(this JsonObject map, string name)
    {
        if (map.Object(name) is { } present)
            return present;
        var added = new JsonObject();
        map[name] = added;
        return added;
    }

    /// <summary>Takes a member out of its parent, so that it can be put elsewhere without a copy.</summary>
    public static JsonNode? Take(this JsonObject map, string name)
    {
        map.Remove(name, out var value);
        return value;
    }

    public static JsonObject Copy(this JsonObject map) => (JsonObject)map.DeepClone();

    /// <summary>String items of a list member; an absent list is empty.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node, string name) =>
        (node.Array(name) ?? []).Select(AsText).OfType<string>();

    public static JsonArray ToJsonArray(this IEnumerable<string> items) =>
        new([.. items.Select(item => (JsonNode?)JsonValue.Create(item))]);
}
