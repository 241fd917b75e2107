using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Patches;

/// <summary>RFC 7386.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject current, JsonObject patch)
    {
        var result = (JsonObject)current.DeepClone();
        Merge(result, patch);
        return result;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject nested)
            {
                if (target[name] is not JsonObject inner)
                    target[name] = inner = [];
                Merge(inner, nested);
            }
            else
                target[name] = value.DeepClone();
        }
    }
}
