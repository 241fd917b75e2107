using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Brings owned fields into line with what their values are now.</summary>
/// <remarks>
/// As kube-apiserver (structured-merge-diff, "reconcile field set with schema"), which so follows schemas that change: whoever
/// owns an object or list and nothing in it, but could own parts of it, owns all of it; whoever owns parts of what has
/// one owner owns the whole.
/// </remarks>
internal static class FieldSetReconciliation
{
    public static FieldSet Reconcile(FieldSet fields, JsonNode? value, FieldShape shape)
    {
        switch (value)
        {
            case JsonObject when shape.IsAtomic:
            case JsonArray when shape.ListKeys is null:
                return fields.Children.Count == 0 ? fields : FieldSet.Empty with { IsMember = true };
            case JsonObject or JsonArray when fields is { IsMember: true, Children.Count: 0 } && shape is not UntypedShape:
                return FieldSets.Owned(value, shape) with { IsMember = true };
        }

        foreach (var (step, child) in fields.Children)
        {
            if (Find(step, value, shape) is { } member)
                fields = fields.With(step, Reconcile(child, member.Value, member.Shape));
        }

        return fields;
    }

    private static ShapedValue? Find(string step, JsonNode? value, FieldShape shape) => value switch
    {
        JsonObject map when step.StartsWith("f:", StringComparison.Ordinal) && map.TryGetPropertyValue(step[2..], out var member) =>
            new ShapedValue(member, shape.Member(step[2..])),
        JsonArray list when FieldSets.Items(list, shape) is { } items && items.TryGetValue(step, out var item) => item,
        _ => null,
    };
}
