using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>/openapi/v2 and /openapi/v3. Documents are made when they are asked for, and again when definitions have changed.</summary>
internal sealed class OpenApiHandler(ResourceRegistry registry)
{
    /// <summary>As clients ask for it, and the same as a valid media type: '@' is not allowed in one, and old clients check.</summary>
    private const string AskedProtobufV2 = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
    private const string ProtobufV2 = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    private const string Json = "application/json";

    private Edition _edition = new(-1, [], new());

    public Task HandleAsync(HttpContext context, string[] path)
    {
        var edition = Current();
        return path switch
        {
            ["v2"] when Accepts(context, AskedProtobufV2) || Accepts(context, ProtobufV2) => WriteAsync(context, edition.Get("v2.pb", () =>
                new PublishedDocument(SwaggerProtobuf.Write(OpenApiDocuments.V2(edition.Resources)), ProtobufV2))),
            ["v2"] => WriteAsync(context, edition.Get("v2", () =>
                new PublishedDocument(JsonText.Serialize(OpenApiDocuments.V2(edition.Resources)), Json))),
            ["v3"] => WriteAsync(context, edition.Get("v3", () => Index(edition))),
            ["v3", "api", var version] => WriteAsync(context, Document(edition, "", version)),
            ["v3", "apis", var group, var version] => WriteAsync(context, Document(edition, group, version)),
            _ => throw ApiErrors.PageNotFound(),
        };
    }

    private Edition Current()
    {
        var edition = Volatile.Read(ref _edition);
        if (edition.Generation == registry.Generation)
            return edition;
        edition = new Edition(registry.Generation, [.. registry.All], new());
        Volatile.Write(ref _edition, edition);
        return edition;
    }

    private static PublishedDocument Index(Edition edition) =>
        new(JsonText.Serialize(OpenApiDocuments.V3Index(edition.Resources
            .Select(resource => (resource.Group, resource.Version)).Distinct()
            .Select(item => (item.Group.Length == 0 ? $"api/{item.Version}" : $"apis/{item.Group}/{item.Version}",
                Document(edition, item.Group, item.Version).Hash)))), Json);

    private static PublishedDocument Document(Edition edition, string group, string version)
    {
        var resources = edition.Resources.Where(resource => resource.Group == group && resource.Version == version).ToList();
        if (resources.Count == 0)
            throw ApiErrors.PageNotFound();
        return edition.Get($"v3/{group}/{version}",
            () => new PublishedDocument(JsonText.Serialize(OpenApiDocuments.V3(resources)), Json));
    }

    private static bool Accepts(HttpContext context, string type) =>
        context.Request.Headers.Accept.ToString().Contains(type, StringComparison.OrdinalIgnoreCase);

    private static Task WriteAsync(HttpContext context, PublishedDocument document)
    {
        var tag = $"\"{document.Hash}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.Vary = HeaderNames.Accept;
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return context.WriteBytesAsync(document.Body, document.ContentType);
    }

    /// <summary>The documents of one state of the registry.</summary>
    private sealed record Edition(
        long Generation, IReadOnlyList<ResourceDefinition> Resources, ConcurrentDictionary<string, PublishedDocument> Documents)
    {
        public PublishedDocument Get(string name, Func<PublishedDocument> make) => Documents.GetOrAdd(name, _ => make());
    }
}
