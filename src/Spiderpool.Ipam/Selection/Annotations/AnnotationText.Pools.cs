using System.Text.Json;
using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Selection.Annotations;

internal sealed partial record AnnotationText
{
    /// <summary>Reads an optional array of pool names; empty when the key is absent.</summary>
    public IReadOnlyList<string> ReadPoolNames(Dictionary<string, JsonElement> members, string key)
    {
        if (!members.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null) return [];
        return ReadPoolNames(value, $"\"{key}\"");
    }

    /// <summary>Reads an array of pool names and wildcards.</summary>
    public IReadOnlyList<string> ReadPoolNames(JsonElement element, string what)
    {
        var names = new List<string>();
        foreach (var item in Items(element, what))
        {
            if (item.ValueKind != JsonValueKind.String) throw Invalid($"{what} has an item that is not a string: {Quote(item)}");
            var name = item.GetString()!;
            if (PoolNames.WhyInvalid(name) is { } problem) throw Invalid($"{what} has \"{Excerpt.Of(name)}\", which {problem}");
            names.Add(name);
        }
        return names;
    }
}
