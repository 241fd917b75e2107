using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Patches;

/// <summary>Kubernetes' strategic merge patch: a merge patch that merges known lists by key.</summary>
internal static partial class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string OrderPrefix = "$setElementOrder/";

    /// <param name="type">Of the object, for the merge keys of its lists.</param>
    public static JsonObject Apply(JsonObject current, JsonObject patch, MemberType type) =>
        MergeObject(current.Copy(), patch, type);

    private static JsonObject MergeObject(JsonObject target, JsonObject patch, MemberType type)
    {
        switch (patch.Text(Directive))
        {
            case "replace":
                var replaced = patch.Copy();
                replaced.Remove(Directive);
                return replaced;
            case "delete":
                return [];
        }

        if (patch.Array(RetainKeys) is { } retained)
        {
            var keep = retained.Select(JsonAccess.AsText).ToHashSet();
            foreach (var name in target.Select(member => member.Key).Where(name => !keep.Contains(name)).ToList())
                target.Remove(name);
        }

        foreach (var (name, value) in patch)
        {
            if (name is Directive or RetainKeys || name.StartsWith(OrderPrefix, StringComparison.Ordinal))
                continue;
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
                DeletePrimitives(target.Array(name[DeletePrefix.Length..]), value as JsonArray);
            else
                MergeMember(target, name, value, type.Member(name), patch.Array(OrderPrefix + name));
        }

        foreach (var (name, value) in patch)
        {
            // Lists that only change their order.
            if (name.StartsWith(OrderPrefix, StringComparison.Ordinal) && value is JsonArray order
                && name[OrderPrefix.Length..] is var list && !patch.ContainsKey(list) && target.Array(list) is { } items)
                Sort(items, order, [.. items], type.Member(list).MergeKey);
        }

        return target;
    }

    private static void MergeMember(JsonObject target, string name, JsonNode? value, MemberType type, JsonArray? order)
    {
        switch (value)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject nested:
                if (nested.Text(Directive) == "delete")
                    target.Remove(name);
                else
                    target[name] = MergeObject(target.Take(name) as JsonObject ?? [], nested, type);
                break;
            case JsonArray list when type.MergeKey is not null:
                target[name] = MergeList(target.Take(name) as JsonArray ?? [], list, type, order);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static void DeletePrimitives(JsonArray? list, JsonArray? removed)
    {
        foreach (var value in removed ?? [])
        {
            if (list?.FirstOrDefault(item => JsonEquality.Equal(item, value)) is { } found)
                list.Remove(found);
        }
    }
}
