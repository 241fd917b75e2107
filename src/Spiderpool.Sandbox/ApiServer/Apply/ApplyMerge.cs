using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Lays what is applied over a live object.</summary>
internal static class ApplyMerge
{
    public static JsonObject Merge(JsonObject live, JsonObject applied, FieldShape shape)
    {
        var result = live.Copy();
        foreach (var (name, value) in applied)
            result[name] = Value(result[name], value, shape.Member(name));
        return result;
    }

    private static JsonNode? Value(JsonNode? live, JsonNode? applied, FieldShape shape) => (live, applied) switch
    {
        (JsonObject a, JsonObject b) when !shape.IsAtomic => Merge(a, b, shape),
        (JsonArray a, JsonArray b) when FieldSets.Items(a, shape) is { } x && FieldSets.Items(b, shape) is { } y => List(x, y),
        _ => applied?.DeepClone(),
    };

    /// <summary>Applied items in their order; each other item before the one that it preceded.</summary>
    private static JsonArray List(Dictionary<string, ShapedValue> live, Dictionary<string, ShapedValue> applied)
    {
        var result = new JsonArray();
        var others = new Queue<string>(live.Keys);
        foreach (var (step, item) in applied)
        {
            if (live.ContainsKey(step))
            {
                while (others.Contains(step) && others.Dequeue() is var other && other != step)
                    AddOther(other);
            }

            result.Add(live.TryGetValue(step, out var before)
                ? Value(before.Value, item.Value, item.Shape) : item.Value?.DeepClone());
        }

        foreach (var other in others)
            AddOther(other);
        return result;

        void AddOther(string step)
        {
            if (!applied.ContainsKey(step))
                result.Add(live[step].Value?.DeepClone());
        }
    }
}
