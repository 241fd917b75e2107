using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Patches;

/// <summary>Patches by content type.</summary>
internal static class Patch
{
    /// <returns>A function from the current object, which it leaves alone, to the patched one.</returns>
    public static Func<JsonObject, JsonObject> Of(string contentType, JsonNode? body, ResourceDefinition resource) => contentType switch
    {
        "application/json-patch+json" when body is JsonArray operations => current => JsonPatch.Apply(current, operations),
        "application/merge-patch+json" when body is JsonObject patch => current => MergePatch.Apply(current, patch),
        "application/strategic-merge-patch+json" when resource.IsCustom => throw ApiErrors.UnsupportedMediaType(contentType,
            "application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"),
        "application/strategic-merge-patch+json" when body is JsonObject patch =>
            current => StrategicMergePatch.Apply(current, patch, MemberType.Of(resource)),
        "application/json-patch+json" or "application/merge-patch+json" or "application/strategic-merge-patch+json" =>
            throw ApiErrors.BadRequest($"the patch is not of the JSON type that {contentType} needs"),
        _ => throw ApiErrors.UnsupportedMediaType(contentType, "application/json-patch+json", "application/merge-patch+json",
            "application/strategic-merge-patch+json", "application/apply-patch+yaml"),
    };
}
