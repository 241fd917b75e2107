using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Apply;

/// <summary>A custom resource of one test, with every kind of list and map, under several field managers.</summary>
internal sealed class ThingApi : IAsyncDisposable
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string ApplyType = "application/apply-patch+yaml";

    private readonly RawApi _api;
    private readonly TestScope _scope;

    private ThingApi(RawApi api, TestScope scope) => (_api, _scope) = (api, scope);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Plural => $"things{_scope.Id}";

    private string Collection => $"/apis/example.com/v1/namespaces/{_scope.Namespace}/{Plural}";

    public string Path => $"{Collection}/thing";

    public static async Task<ThingApi> StartAsync(ApiServerFixture server)
    {
        var things = new ThingApi(server.Api, await server.OpenScopeAsync(Cancellation));
        (await server.Api.PostAsync(Definitions, JsonNode.Parse(things.Definition)!, Cancellation)).Expect(201);
        // A real server takes a moment to serve a new resource.
        while ((await server.Api.GetAsync(things.Collection, Cancellation)).Code != 200)
            await Task.Delay(20, Cancellation);
        return things;
    }

    public async Task<RawResponse> CreateAsync(string manager, string spec) => (await _api.PostAsync(
        $"{Collection}?fieldManager={manager}", Body(spec), Cancellation)).Expect(201);

    public async Task<RawResponse> MergeAsync(string manager, string body, string subresource = "") => (await _api.MergeAsync(
        $"{Path}{subresource}?fieldManager={manager}", JsonNode.Parse(body)!, Cancellation)).Expect(200);

    public Task<RawResponse> ApplyAsync(string manager, string spec, bool force = false, string? resourceVersion = null)
    {
        var body = Body(spec);
        if (resourceVersion is not null)
            body["metadata"]!["resourceVersion"] = resourceVersion;
        return _api.SendAsync(HttpMethod.Patch, $"{Path}?fieldManager={manager}&force={(force ? "true" : "false")}",
            body.ToJsonString(), ApplyType, Cancellation);
    }

    public Task<RawResponse> ApplyStatusAsync(string manager, string status)
    {
        var body = Body("{}");
        body.Remove("spec");
        body["status"] = JsonNode.Parse(status);
        return _api.SendAsync(
            HttpMethod.Patch, $"{Path}/status?fieldManager={manager}", body.ToJsonString(), ApplyType, Cancellation);
    }

    public async Task<RawResponse> GetAsync() => (await _api.GetAsync(Path, Cancellation)).Expect(200);

    /// <summary>The fields of a manager as compact JSON; null when it has none.</summary>
    public static string? Fields(RawResponse thing, string manager, string operation) => Entries(thing)
        .Where(entry => (string?)entry!["manager"] == manager && (string?)entry["operation"] == operation)
        .Select(entry => entry!["fieldsV1"]!.ToJsonString()).SingleOrDefault()
        ?.Replace("\\u0022", "\\\"", StringComparison.Ordinal);

    public static JsonArray Entries(RawResponse thing) => thing.Metadata("managedFields")?.AsArray() ?? [];

    private JsonObject Body(string spec) => new()
    {
        ["apiVersion"] = "example.com/v1",
        ["kind"] = $"Thing{_scope.Id}",
        ["metadata"] = new JsonObject { ["name"] = "thing" },
        ["spec"] = JsonNode.Parse(spec),
    };

    private string Definition => $$"""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
          "metadata": { "name": "{{Plural}}.example.com" },
          "spec": {
            "group": "example.com", "scope": "Namespaced", "names": { "plural": "{{Plural}}", "kind": "Thing{{_scope.Id}}" },
            "versions": [ {
              "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
              "schema": { "openAPIV3Schema": { "type": "object", "properties": {
                "spec": { "type": "object", "properties": {
                  "a": { "type": "string" }, "b": { "type": "string" }, "count": { "type": "integer", "default": 7 },
                  "inner": { "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } },
                  "labels": { "type": "object", "additionalProperties": { "type": "string" } },
                  "whole": { "type": "object", "x-kubernetes-map-type": "atomic", "additionalProperties": { "type": "string" } },
                  "tags": { "type": "array", "x-kubernetes-list-type": "set", "items": { "type": "string" } },
                  "list": { "type": "array", "items": { "type": "string" } },
                  "ports": {
                    "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [ "port", "proto" ],
                    "items": { "type": "object", "required": [ "port" ], "properties": {
                      "port": { "type": "integer" }, "proto": { "type": "string", "default": "TCP" },
                      "name": { "type": "string" } } }
                  }
                } },
                "status": { "type": "object", "properties": { "phase": { "type": "string" }, "count": { "type": "integer" } } }
              } } }
            } ]
          }
        }
        """;

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
