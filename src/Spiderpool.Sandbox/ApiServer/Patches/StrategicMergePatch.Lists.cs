using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Patches;

internal static partial class StrategicMergePatch
{
    private static JsonArray MergeList(JsonArray target, JsonArray patch, string key, string name)
    {
        if (patch.Any(item => item.Text(Directive) == "replace"))
            return new JsonArray([.. patch.Where(item => item.Text(Directive) != "replace").Select(item => item?.DeepClone())]);
        foreach (var item in patch)
        {
            if (item is not JsonObject change || change[key] is not { } identity)
                throw ApiErrors.BadRequest($"an item of the list \"{name}\" in the patch has no merge key \"{key}\"");
            var index = Find(target, key, identity);
            if (change.Text(Directive) == "delete")
            {
                if (index >= 0)
                    target.RemoveAt(index);
            }
            else if (index < 0)
            {
                target.Add(MergeObject([], change, name));
            }
            else
            {
                var existing = (JsonObject)target[index]!;
                target[index] = null;
                target[index] = MergeObject(existing, change, name);
            }
        }

        return target;
    }

    private static JsonArray MergePrimitives(JsonArray target, JsonArray patch)
    {
        foreach (var value in patch)
        {
            if (!target.Any(item => JsonEquality.Equal(item, value)))
                target.Add(value?.DeepClone());
        }

        return target;
    }

    /// <summary>Brings the named items into the wanted order; others keep their places after their neighbours.</summary>
    private static void Sort(JsonArray list, JsonArray order, string? key)
    {
        var items = list.ToList();
        list.Clear();
        var positions = items.ConvertAll(item => Position(item, order, key));
        var last = -1;
        for (var i = 0; i < positions.Count; i++)
            positions[i] = last = positions[i] >= 0 ? positions[i] : last;
        foreach (var i in Enumerable.Range(0, items.Count).OrderBy(i => positions[i]))
            list.Add(items[i]);
    }

    private static int Position(JsonNode? item, JsonArray order, string? key)
    {
        for (var i = 0; i < order.Count; i++)
        {
            var same = string.IsNullOrEmpty(key)
                ? JsonEquality.Equal(order[i], item)
                : JsonEquality.Equal(order[i].Member(key), item.Member(key));
            if (same)
                return i;
        }

        return -1;
    }

    private static int Find(JsonArray list, string key, JsonNode identity)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (JsonEquality.Equal(list[i].Member(key), identity))
                return i;
        }

        return -1;
    }
}
