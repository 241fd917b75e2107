using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>OpenAPI documents of the served resources.</summary>
internal static class OpenApiDocuments
{
    /// <summary>One document for everything.</summary>
    public static JsonObject V2(IEnumerable<ResourceDefinition> resources)
    {
        var (definitions, paths) = (new DefinitionBuilder(SchemaDialect.V2), new PathBuilder(SchemaDialect.V2));
        foreach (var resource in resources)
        {
            definitions.Add(resource);
            paths.Add(resource);
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = Info(),
            ["paths"] = paths.Paths,
            ["definitions"] = definitions.Definitions,
        };
    }

    /// <summary>The document of one group and version.</summary>
    public static JsonObject V3(IEnumerable<ResourceDefinition> resources)
    {
        var (definitions, paths) = (new DefinitionBuilder(SchemaDialect.V3), new PathBuilder(SchemaDialect.V3));
        foreach (var resource in resources)
        {
            definitions.Add(resource);
            paths.Add(resource);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths.Paths,
            ["components"] = new JsonObject { ["schemas"] = definitions.Definitions },
        };
    }

    /// <summary>The list of the v3 documents.</summary>
    /// <param name="documents">Path, such as <c>apis/apps/v1</c>, and a hash of the document's content.</param>
    public static JsonObject V3Index(IEnumerable<(string Path, string Hash)> documents)
    {
        var paths = new JsonObject();
        foreach (var (path, hash) in documents)
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={hash}" };
        return new JsonObject { ["paths"] = paths };
    }

    private static JsonObject Info() => new() { ["title"] = "Spiderpool sandbox", ["version"] = "v1" };
}
