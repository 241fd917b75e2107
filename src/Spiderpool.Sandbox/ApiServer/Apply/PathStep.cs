using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>The steps of the paths in a <see cref="FieldSet"/>.</summary>
internal static class PathStep
{
    public static string Field(string name) => "f:" + name;

    /// <summary>The step to an item of a list.</summary>
    /// <returns>Null when the item has not the keys that the list needs.</returns>
    public static string? Item(JsonNode? item, FieldShape list)
    {
        if (list.ListKeys is not { Length: > 0 } keys)
            return "v:" + Text(item);
        if (item is not JsonObject map)
            return null;
        var key = new JsonObject();
        foreach (var name in keys.Order(StringComparer.Ordinal))
        {
            if ((map[name] ?? list.Item.KeyDefault(name)) is { } value)
                key[name] = value.DeepClone();
        }

        return key.Count == 0 ? null : "k:" + Text(key);
    }

    public static string Show(string step)
    {
        var value = step[2..];
        return step[0] switch
        {
            'f' => $".{value}",
            'v' => $"[={value}]",
            'k' => $"[{string.Join(',', ((JsonObject)JsonNode.Parse(value)!).Select(key => $"{key.Key}={Text(key.Value)}"))}]",
            _ => $"[{value}]",
        };
    }

    private static string Text(JsonNode? value) => Encoding.UTF8.GetString(JsonText.Serialize(value));
}
