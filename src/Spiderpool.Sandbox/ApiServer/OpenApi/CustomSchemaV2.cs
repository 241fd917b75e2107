using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>
/// A custom resource's schema in the words of OpenAPI v2. It may only be weaker than the original: kubectl refuses on its
/// grounds what the server would take.
/// </summary>
internal static class CustomSchemaV2
{
    private static readonly string[] Kept =
    [
        "description", "format", "type", "required", "enum", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
        "uniqueItems",
    ];

    public static JsonObject Of(JsonObject source)
    {
        var result = new JsonObject();
        foreach (var (name, value) in source)
        {
            if (Kept.Contains(name) || (name.StartsWith("x-kubernetes-", StringComparison.Ordinal) && name != "x-kubernetes-validations"))
                result[name] = value?.DeepClone();
        }

        // v2 has no nullable and no union: such a value may be anything.
        if (source.Flag("nullable") || source.Flag("x-kubernetes-int-or-string"))
        {
            result.Remove("type");
            return result;
        }

        if (source.Flag("x-kubernetes-preserve-unknown-fields"))
            return result;
        if (source.Object("items") is { } items)
            result["items"] = Of(items);
        if (source.Object("additionalProperties") is { } additional)
            result["additionalProperties"] = Of(additional);
        if (source.Object("properties") is { } properties)
            result["properties"] = new JsonObject(properties.Where(member => member.Value is JsonObject)
                .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Of((JsonObject)member.Value!))));
        return result;
    }
}
