using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Removes what a manager stated before and nobody owns any more.</summary>
internal static class ApplyPrune
{
    /// <param name="value">Changed in place.</param>
    /// <param name="stated">What the manager owned until now.</param>
    /// <param name="owned">What anybody owns now.</param>
    public static void Prune(JsonNode? value, FieldSet stated, FieldSet owned, FieldShape shape)
    {
        switch (value)
        {
            case JsonObject map when !shape.IsAtomic:
                foreach (var (name, member) in map.ToList())
                {
                    if (Goes(PathStep.Field(name), stated, owned, shape.IsField(name)))
                        map.Remove(name);
                    else
                        Below(PathStep.Field(name), member, shape.Member(name));
                }

                break;
            case JsonArray list when FieldSets.Items(list, shape) is { } items:
                foreach (var (step, item) in items)
                {
                    if (Goes(step, stated, owned, isField: false))
                        list.Remove(item.Value);
                    else
                        Below(step, item.Value, shape.Item);
                }

                break;
        }

        void Below(string step, JsonNode? child, FieldShape childShape)
        {
            if (stated.Child(step) is { Children.Count: > 0 } childStated)
                Prune(child, childStated, owned.Child(step) ?? FieldSet.Empty, childShape);
        }
    }

    /// <summary>
    /// A field of the kind is stated, or owned, with anything in it. A map key or item is so only by itself: it goes although
    /// somebody owns a field in it, which could not stand without the keys of its item.
    /// </summary>
    private static bool Goes(string step, FieldSet stated, FieldSet owned, bool isField) => isField
        ? stated.Child(step) is not null && owned.Child(step) is null
        : stated.Child(step) is { IsMember: true } && owned.Child(step) is not { IsMember: true };
}
