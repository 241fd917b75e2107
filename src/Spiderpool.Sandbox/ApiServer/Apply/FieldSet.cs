using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>
/// A set of paths into an object, in the form of <c>FieldsV1</c>: steps are <c>f:name</c>, <c>k:{"key":"value"}</c> for the
/// items of a list with keys, and <c>v:value</c> for those of a set.
/// </summary>
/// <param name="IsMember">The path that leads here is in the set.</param>
internal sealed record FieldSet(bool IsMember, ImmutableSortedDictionary<string, FieldSet> Children)
{
    private const string Self = ".";

    public static readonly FieldSet Empty =
        new(false, ImmutableSortedDictionary.Create<string, FieldSet>(StringComparer.Ordinal));

    public bool IsEmpty => !IsMember && Children.Count == 0;

    public static FieldSet Parse(JsonObject fields) => ParseNode(fields, isRoot: true);

    public JsonObject ToJson()
    {
        var result = new JsonObject();
        // A member without children is an empty object.
        if (IsMember && Children.Count > 0)
            result[Self] = new JsonObject();
        foreach (var (step, child) in Children)
            result[step] = child.ToJson();
        return result;
    }

    public FieldSet? Child(string step) => Children.GetValueOrDefault(step);

    public FieldSet With(string step, FieldSet child) =>
        this with { Children = child.IsEmpty ? Children.Remove(step) : Children.SetItem(step, child) };

    public FieldSet Union(FieldSet other)
    {
        if (other.IsEmpty)
            return this;
        var result = this with { IsMember = IsMember || other.IsMember };
        foreach (var (step, child) in other.Children)
            result = result.With(step, Child(step)?.Union(child) ?? child);
        return result;
    }

    public FieldSet Except(FieldSet other)
    {
        if (other.IsEmpty)
            return this;
        var result = this with { IsMember = IsMember && !other.IsMember };
        foreach (var (step, child) in other.Children)
        {
            if (Child(step) is { } mine)
                result = result.With(step, mine.Except(child));
        }

        return result;
    }

    public FieldSet Intersect(FieldSet other)
    {
        var result = Empty with { IsMember = IsMember && other.IsMember };
        foreach (var (step, child) in Children)
        {
            if (other.Child(step) is { } theirs)
                result = result.With(step, child.Intersect(theirs));
        }

        return result;
    }

    public bool SetEquals(FieldSet other) =>
        IsMember == other.IsMember && Children.Count == other.Children.Count
        && Children.All(child => other.Child(child.Key)?.SetEquals(child.Value) == true);

    /// <summary>The paths as errors show them, such as <c>.spec.ports[port=80].name</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (IsMember)
            yield return prefix;
        foreach (var (step, child) in Children)
        {
            foreach (var path in child.Paths(prefix + PathStep.Show(step)))
                yield return path;
        }
    }

    private static FieldSet ParseNode(JsonObject node, bool isRoot)
    {
        var result = Empty with { IsMember = !isRoot && (node.Count == 0 || node.ContainsKey(Self)) };
        foreach (var (step, child) in node)
        {
            if (step != Self && child is JsonObject nested)
                result = result.With(step, ParseNode(nested, isRoot: false));
        }

        return result;
    }
}
