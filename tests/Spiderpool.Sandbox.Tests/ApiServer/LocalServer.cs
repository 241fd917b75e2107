using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.TestCluster;
using Server = Spiderpool.Sandbox.ApiServer.ApiServer;

namespace Spiderpool.Sandbox.Tests.ApiServer;

/// <summary>A server of one test. Its objects are reached in process, or by plain HTTP when it listens.</summary>
internal sealed class LocalServer(Server server) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server.PlainUrl };

    public Server Server => server;

    public ObjectAccess Objects => server.Objects;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LocalServer> StartAsync(ApiServerOptions? options = null) =>
        new(await Server.StartAsync((options ?? new ApiServerOptions()) with { Endpoints = [] }, Cancellation));

    public static async Task<LocalServer> StartListeningAsync(ApiServerOptions? options = null) =>
        new(await Server.StartAsync(options ?? new ApiServerOptions(), Cancellation));

    /// <summary>With the definitions of the chart.</summary>
    public static async Task<LocalServer> StartWithCrdsAsync()
    {
        var local = await StartAsync();
        foreach (var yaml in CustomResourceManifests.All)
            await local.Objects.CreateAsync(YamlText.ParseObject(yaml), Cancellation);
        return local;
    }

    public Task<JsonObject> CreateAsync(string json) => Objects.CreateAsync(Json(json), Cancellation);

    public Task<JsonObject> UpdateAsync(JsonObject body, string subresource = "") =>
        Objects.UpdateAsync(body, subresource, Cancellation);

    public Task DeleteAsync(string apiVersion, string kind, string @namespace, string name) =>
        Objects.DeleteAsync(apiVersion, kind, @namespace, name, Cancellation);

    /// <summary>The error of a request that must fail.</summary>
    public static Task<ApiException> FailsAsync(Func<Task> request) => Assert.ThrowsAsync<ApiException>(request);

    /// <summary>The texts of all causes of a 422, as <c>path: detail</c>.</summary>
    public static IReadOnlyList<string> Causes(ApiException error) =>
        [.. error.Details!["causes"]!.AsArray().Select(cause => $"{(string?)cause!["field"]}: {(string?)cause["message"]}")];

    /// <summary>A CRD of the kind Thing in example.com/v1, namespaced, with this schema for spec.</summary>
    public Task<JsonObject> DefineAsync(string specSchema, string version = "") => CreateAsync(Definition(specSchema, version));

    /// <param name="version">More members of the version, beginning with a comma.</param>
    public static string Definition(string specSchema, string version = "") => $$"""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": { "name": "things.example.com" },
          "spec": {
            "group": "example.com", "scope": "Namespaced", "names": { "plural": "things", "kind": "Thing" },
            "versions": [ {
              "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
              "schema": { "openAPIV3Schema": { "type": "object", "properties": {
                "spec": {{specSchema}},
                "status": { "type": "object", "x-kubernetes-preserve-unknown-fields": true }
              } } } {{version}}
            } ]
          }
        }
        """;

    public Task<JsonObject> CreateThingAsync(string spec, string name = "thing") => CreateAsync(Thing(spec, name));

    public static string Thing(string spec, string name = "thing") =>
        $$"""{ "apiVersion": "example.com/v1", "kind": "Thing", "metadata": { "name": "{{name}}" }, "spec": {{spec}} }""";

    public static JsonObject Json(string json) => JsonText.ParseObject(Encoding.UTF8.GetBytes(json));

    /// <summary>A request whose answer is read as it comes.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    /// <summary>The answer of a request, whatever its code.</summary>
    public async Task<(int Code, JsonObject Body)> AskAsync(
        HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        using var response = await SendAsync(method, path, body, type);
        return ((int)response.StatusCode, Json(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <summary>A config map in the namespace default.</summary>
    public Task<JsonObject> CreateMapAsync(string name, string labels = "{}") => CreateAsync(
        $$"""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}", "labels": {{labels}} } }""");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await server.DisposeAsync();
    }
}
