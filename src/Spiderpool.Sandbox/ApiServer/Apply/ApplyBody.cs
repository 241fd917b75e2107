using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>What the body of an apply must be.</summary>
internal static class ApplyBody
{
    /// <exception cref="ApiException">400, or 500 with what does not fit the schema.</exception>
    public static void Check(ResourceDefinition resource, JsonObject applied, FieldShape shape)
    {
        if (applied.At("metadata").Array("managedFields") is not null)
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        var errors = new List<string>();
        Visit(applied, shape, "", errors);
        if (errors.Count == 0)
            return;
        var metadata = applied.Object("metadata");
        var name = $"{metadata.Text("namespace")}/{metadata.Text("name")}; {resource.ApiVersion}, Kind={resource.Kind}";
        var shown = errors.Count == 1 ? errors[0] : $"errors:\n  {string.Join("\n  ", errors)}";
        throw new ApiException(500, "", $"failed to create typed patch object ({name}): {shown}");
    }

    private static void Visit(JsonNode? value, FieldShape shape, string path, List<string> errors)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map)
                {
                    if (shape.Takes(name))
                        Visit(member, shape.Member(name), $"{path}.{name}", errors);
                    else
                        errors.Add($"{path}.{name}: field not declared in schema");
                }

                break;
            case JsonArray list:
                VisitItems(list, shape, path, errors);
                break;
        }
    }

    private static void VisitItems(JsonArray list, FieldShape shape, string path, List<string> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var step = shape.ListKeys is null ? $"i:{i}" : PathStep.Item(list[i], shape);
            if (step is null)
                errors.Add($"{path}: element {i}: associative list with keys has an element that omits key fields "
                    + string.Join(", ", shape.ListKeys!.Value.Select(key => $"\"{key}\"")));
            else if (!seen.Add(step))
                errors.Add($"{path}: duplicate entries for key {PathStep.Show(step)}");
            else
                Visit(list[i], shape.Item, path + PathStep.Show(step), errors);
        }
    }
}
