using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Schemas;

/// <summary>A custom resource whose schema has a field for every keyword, for all tests of a class.</summary>
public sealed class TypedThings(ApiServerFixture server) : IAsyncLifetime
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private TestScope _scope = null!;
    private int _count;

    /// <summary>The texts of a real server are those of its version: only the in-process one is held to them.</summary>
    public bool HasOurTexts => server.InProcess is not null;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Plural => $"typed{_scope.Id}";

    private string Collection => $"/apis/example.com/v1/namespaces/{_scope.Namespace}/{Plural}";

    public async ValueTask InitializeAsync()
    {
        _scope = await server.OpenScopeAsync(Cancellation);
        (await server.Api.PostAsync(Definitions, JsonNode.Parse(Definition)!, Cancellation)).Expect(201);
        while ((await server.Api.GetAsync(Collection, Cancellation)).Code != 200)
            await Task.Delay(20, Cancellation);
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    public Task<RawResponse> CreateAsync(string spec) =>
        server.Api.PostAsync(Collection, Body($"x{Interlocked.Increment(ref _count)}", spec), Cancellation);

    public Task<RawResponse> UpdateAsync(RawResponse created, string spec)
    {
        var body = created.Body.DeepClone();
        body["spec"] = JsonNode.Parse(spec);
        return server.Api.PutAsync($"{Collection}/{(string?)created.Metadata("name")}", body, Cancellation);
    }

    private JsonObject Body(string name, string spec) => new()
    {
        ["apiVersion"] = "example.com/v1",
        ["kind"] = $"Typed{_scope.Id}",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = JsonNode.Parse(spec),
    };

    private string Definition => $$"""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
          "metadata": { "name": "{{Plural}}.example.com" },
          "spec": {
            "group": "example.com", "scope": "Namespaced", "names": { "plural": "{{Plural}}", "kind": "Typed{{_scope.Id}}" },
            "versions": [ {
              "name": "v1", "served": true, "storage": true,
              "schema": { "openAPIV3Schema": { "type": "object", "properties": { "spec": { "type": "object", "properties": {
                "text": { "type": "string", "minLength": 2, "maxLength": 4, "pattern": "^[a-z]+$" },
                "choice": { "type": "string", "enum": [ "a", "b" ] },
                "whole": { "type": "integer", "minimum": 1, "maximum": 5 },
                "small": { "type": "integer", "format": "int32" },
                "real": { "type": "number", "minimum": 0, "exclusiveMinimum": true },
                "even": { "type": "integer", "multipleOf": 2 },
                "flag": { "type": "boolean" },
                "port": { "x-kubernetes-int-or-string": true },
                "when": { "type": "string", "format": "date-time" },
                "ip": { "type": "string", "format": "ipv4" }, "ip6": { "type": "string", "format": "ipv6" },
                "cidr": { "type": "string", "format": "cidr" }, "data": { "type": "string", "format": "byte" },
                "list": { "type": "array", "minItems": 1, "maxItems": 2, "items": { "type": "string" } },
                "set": { "type": "array", "x-kubernetes-list-type": "set", "items": { "type": "string" } },
                "keyed": {
                  "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [ "k" ],
                  "items": { "type": "object", "required": [ "k" ], "properties": {
                    "k": { "type": "string" }, "v": { "type": "string", "default": "dv" } } }
                },
                "object": {
                  "type": "object", "required": [ "must" ], "maxProperties": 2,
                  "properties": { "must": { "type": "string" }, "may": { "type": "integer" }, "deep": { "type": "object",
                    "default": {}, "properties": { "n": { "type": "integer", "default": 3 } } } }
                },
                "numbers": { "type": "object", "minProperties": 1, "additionalProperties": { "type": "integer", "maximum": 9 } },
                "nullable": { "type": "string", "nullable": true, "default": "d" },
                "defaulted": { "type": "string", "default": "d" },
                "free": { "type": "object", "x-kubernetes-preserve-unknown-fields": true,
                  "properties": { "known": { "type": "object", "properties": { "a": { "type": "integer" } } } } },
                "any": { "type": "object", "x-kubernetes-preserve-unknown-fields": true,
                  "anyOf": [ { "required": [ "p" ] }, { "required": [ "q" ] } ] },
                "one": { "type": "object", "x-kubernetes-preserve-unknown-fields": true,
                  "oneOf": [ { "required": [ "p" ] }, { "required": [ "q" ] } ] },
                "all": { "type": "integer", "allOf": [ { "minimum": 3 }, { "maximum": 7 } ] },
                "never": { "type": "string", "not": { "enum": [ "forbidden" ] } },
                "resource": { "type": "object", "x-kubernetes-embedded-resource": true, "x-kubernetes-preserve-unknown-fields": true }
              } } } } }
            } ]
          }
        }
        """;
}
