using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Patches;

/// <summary>Kubernetes' strategic merge patch: a merge patch that merges known lists by key.</summary>
internal static partial class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string OrderPrefix = "$setElementOrder/";

    public static JsonObject Apply(JsonObject current, JsonObject patch)
    {
        var result = (JsonObject)current.DeepClone();
        return MergeObject(result, patch, "");
    }

    private static JsonObject MergeObject(JsonObject target, JsonObject patch, string path)
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
                MergeMember(target, name, value, path);
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(OrderPrefix, StringComparison.Ordinal)
                && target.Array(name[OrderPrefix.Length..]) is { } list && value is JsonArray order)
                Sort(list, order, MergeKeys.Of(path, name[OrderPrefix.Length..]));
        }

        return target;
    }

    private static void MergeMember(JsonObject target, string name, JsonNode? value, string path)
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
                    target[name] = MergeObject(target.Take(name) as JsonObject ?? [], nested, name);
                break;
            case JsonArray list when MergeKeys.Of(path, name) is { } key:
                target[name] = key.Length == 0
                    ? MergePrimitives(target.Take(name) as JsonArray ?? [], list)
                    : MergeList(target.Take(name) as JsonArray ?? [], list, key, name);
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
