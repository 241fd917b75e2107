using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spiderpool.Cni.Delegation;

/// <summary>Members that may be absent or of another type: both read as null.</summary>
internal static class JsonMembers
{
    public static JsonObject? ParseObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonNode? Member(this JsonNode? node, string name) =>
        node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? value : null;

    public static string? Text(this JsonNode? node, string name) => node.Member(name) is JsonValue value
        && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static int? Number(this JsonNode? node, string name) =>
        node.Member(name) is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static bool Flag(this JsonNode? node, string name) =>
        node.Member(name) is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
