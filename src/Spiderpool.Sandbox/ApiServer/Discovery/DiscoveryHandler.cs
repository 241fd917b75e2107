using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.OpenApi;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Discovery;

/// <summary>Everything that is not a resource: discovery, OpenAPI, version, health, metrics.</summary>
internal sealed class DiscoveryHandler(ResourceRegistry registry, RequestMetrics metrics)
{
    private readonly OpenApiHandler _openApi = new(registry);

    public Task HandleAsync(HttpContext context, string path)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            throw ApiErrors.MethodNotAllowed();
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [] => context.WriteJsonAsync(new JsonObject
            {
                ["paths"] = new JsonArray("/api", "/api/v1", "/apis", "/healthz", "/livez", "/metrics", "/openapi/v2",
                    "/openapi/v3", "/readyz", "/version"),
            }),
            ["version"] => context.WriteJsonAsync(Version()),
            ["healthz" or "livez" or "readyz", ..] => WriteTextAsync(context, "ok"),
            ["metrics"] => WriteTextAsync(context, metrics.Exposition()),
            ["api"] => context.WriteJsonAsync(DiscoveryDocuments.CoreVersions()),
            ["apis"] => context.WriteJsonAsync(DiscoveryDocuments.GroupList(registry.All)),
            ["openapi", .. var document] => _openApi.HandleAsync(context, document),
            ["api", var version] => WriteResourcesAsync(context, "", version),
            ["apis", var group] => context.WriteJsonAsync(
                DiscoveryDocuments.Group(registry.All, group) ?? throw ApiErrors.PageNotFound()),
            ["apis", var group, var version] => WriteResourcesAsync(context, group, version),
            _ => throw ApiErrors.PageNotFound(),
        };
    }

    private Task WriteResourcesAsync(HttpContext context, string group, string version) => context.WriteJsonAsync(
        DiscoveryDocuments.Resources(registry.All, group, version) ?? throw ApiErrors.PageNotFound());

    private static Task WriteTextAsync(HttpContext context, string text) =>
        context.WriteBytesAsync(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    private static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = "v1.32.0+spiderpool-sandbox",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-01-01T00:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "roslyn",
        ["platform"] = "linux/amd64",
    };
}
