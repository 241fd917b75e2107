using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Which fields an object has, and which differ between two.</summary>
internal static class FieldSets
{
    /// <summary>The fields that whoever applies the value gives an opinion on: leaves, map keys and list items.</summary>
    public static FieldSet Owned(JsonNode? value, FieldShape shape) => Visit(value, shape, withContainers: false);

    /// <summary>The fields that appear with a value: those of <see cref="Owned"/> and the objects and lists around them.</summary>
    public static FieldSet All(JsonNode? value, FieldShape shape) => Visit(value, shape, withContainers: true);

    /// <summary>Compares some of the members of two objects.</summary>
    public static FieldDifference Compare(JsonObject old, JsonObject next, FieldShape shape, Predicate<string> counts) =>
        CompareMembers(Members(old, shape, counts), Members(next, shape, counts));

    private static FieldDifference Compare(JsonNode? old, JsonNode? next, FieldShape shape)
    {
        if (JsonEquality.Equal(old, next))
            return FieldDifference.None;
        return (old, next) switch
        {
            (JsonObject a, JsonObject b) when !shape.IsAtomic && (a.Count > 0 || b.Count > 0) =>
                Compare(a, b, shape, _ => true),
            (JsonArray a, JsonArray b) when (a.Count > 0 || b.Count > 0)
                && Items(a, shape) is { } x && Items(b, shape) is { } y => CompareMembers(x, y),
            _ => new FieldDifference(All(next, shape) with { IsMember = true }, All(old, shape) with { IsMember = false }),
        };
    }

    /// <summary>The items of a list by step; null when the list has one owner, as one whose items cannot be told apart has.</summary>
    public static Dictionary<string, ShapedValue>? Items(JsonArray list, FieldShape shape)
    {
        if (shape.ListKeys is null)
            return null;
        var result = new Dictionary<string, ShapedValue>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (PathStep.Item(item, shape) is not { } step || !result.TryAdd(step, new ShapedValue(item, shape.Item)))
                return null;
        }

        return result;
    }

    private static FieldSet Visit(JsonNode? value, FieldShape shape, bool withContainers)
    {
        var result = FieldSet.Empty;
        switch (value)
        {
            case JsonObject map when map.Count > 0 && !shape.IsAtomic:
                foreach (var (name, member) in map)
                {
                    var memberShape = shape.Member(name);
                    var child = Visit(member, memberShape, withContainers);
                    var isMember = withContainers || IsLeaf(member, memberShape) || !shape.IsField(name);
                    result = result.With(PathStep.Field(name), child with { IsMember = isMember });
                }

                break;
            case JsonArray list when Items(list, shape) is { } items:
                foreach (var (step, item) in items)
                    result = result.With(step, Visit(item.Value, item.Shape, withContainers) with { IsMember = true });
                break;
        }

        return result;
    }

    /// <summary>Who applies an empty object or list, in which others may own parts, has no opinion on it.</summary>
    private static bool IsLeaf(JsonNode? value, FieldShape shape) => value switch
    {
        JsonObject => shape.IsAtomic,
        JsonArray list => Items(list, shape) is null,
        _ => true,
    };

    private static Dictionary<string, ShapedValue> Members(JsonObject map, FieldShape shape, Predicate<string> counts) =>
        map.Where(member => counts(member.Key)).ToDictionary(
            member => PathStep.Field(member.Key),
            member => new ShapedValue(member.Value, shape.Member(member.Key)),
            StringComparer.Ordinal);

    private static FieldDifference CompareMembers(Dictionary<string, ShapedValue> old, Dictionary<string, ShapedValue> next)
    {
        var (changed, removed) = (FieldSet.Empty, FieldSet.Empty);
        foreach (var (step, (value, shape)) in next)
        {
            if (!old.TryGetValue(step, out var before))
            {
                changed = changed.With(step, All(value, shape) with { IsMember = true });
                continue;
            }

            var difference = Compare(before.Value, value, shape);
            changed = changed.With(step, difference.Changed);
            removed = removed.With(step, difference.Removed);
        }

        foreach (var (step, (value, shape)) in old)
        {
            if (!next.ContainsKey(step))
                removed = removed.With(step, All(value, shape) with { IsMember = true });
        }

        return new FieldDifference(changed, removed);
    }
}
