using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Patches;

internal static partial class StrategicMergePatch
{
    /// <param name="order">The wanted order; null for that of the patch.</param>
    private static JsonArray MergeList(JsonArray target, JsonArray patch, MemberType type, JsonArray? order)
    {
        if (patch.Any(item => item.Text(Directive) == "replace"))
            return new JsonArray([.. patch.Where(item => item.Text(Directive) != "replace").Select(item => item?.DeepClone())]);
        var before = target.Select(item => item?.DeepClone()).ToList();
        if (type.MergeKey is { Length: > 0 } key)
            MergeObjects(target, patch, key, type);
        else
            MergePrimitives(target, patch);
        Sort(target, order ?? patch, before, type.MergeKey);
        return target;
    }

    private static void MergeObjects(JsonArray target, JsonArray patch, string key, MemberType type)
    {
        foreach (var item in patch)
        {
            if (item is not JsonObject change || change[key] is not { } identity)
                throw ApiErrors.BadRequest(
                    $"map: {FieldError.Show(item)} does not contain declared merge key: {key} (in \"{type.Field!.Name}\")");
            var index = Find(target, key, identity);
            if (change.Text(Directive) == "delete")
            {
                if (index >= 0)
                    target.RemoveAt(index);
            }
            else if (index < 0)
            {
                target.Add(MergeObject([], change, type.Item()));
            }
            else
            {
                var existing = (JsonObject)target[index]!;
                target[index] = null;
                target[index] = MergeObject(existing, change, type.Item());
            }
        }
    }

    private static void MergePrimitives(JsonArray target, JsonArray patch)
    {
        foreach (var value in patch)
        {
            if (!target.Any(item => JsonEquality.Equal(item, value)))
                target.Add(value?.DeepClone());
        }
    }

    /// <summary>
    /// Brings the named items into the wanted order; each other item goes before the next named one that it was before.
    /// </summary>
    /// <param name="before">The items as they were, for their order.</param>
    private static void Sort(JsonArray list, JsonArray order, IList<JsonNode?> before, string? key)
    {
        var items = list.ToList();
        list.Clear();
        var named = new Queue<JsonNode?>(
            items.Where(item => Position(item, order, key) >= 0).OrderBy(item => Position(item, order, key)));
        var others = new Queue<JsonNode?>(items.Where(item => Position(item, order, key) < 0));
        while (named.Count + others.Count > 0)
        {
            var takeOther = named.Count == 0 || (others.Count > 0
                && Position(named.Peek(), before, key) is >= 0 and var next && Position(others.Peek(), before, key) < next);
            list.Add((takeOther ? others : named).Dequeue());
        }
    }

    private static int Position(JsonNode? item, IList<JsonNode?> order, string? key)
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
