using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Apply;

/// <summary>Applies that cannot be.</summary>
[Trait("Category", "ApiServer")]
public class ApplyBodyTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manager_is_required()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var answer = await server.Api.SendAsync(HttpMethod.Patch, $"/api/v1/namespaces/{scope.Namespace}/configmaps/x",
            """{"apiVersion":"v1","kind":"ConfigMap"}""", "application/apply-patch+yaml", Cancellation);
        Assert.Equal(422, answer.Code);
        Assert.Equal(
            "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", answer.Message);
    }

    [Fact]
    public async Task Entries_cannot_be_applied()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "x", ["managedFields"] = new JsonArray(new JsonObject()) },
        };
        var answer = await server.Api.SendAsync(HttpMethod.Patch,
            $"/api/v1/namespaces/{scope.Namespace}/configmaps/x?fieldManager=m",
            body.ToJsonString(), "application/apply-patch+yaml", Cancellation);
        Assert.Equal(400, answer.Code);
        Assert.Contains("metadata.managedFields must be nil", answer.Message);
    }

    [Theory]
    [InlineData("""{ "a": "x", "unknown": 1 }""", ".spec.unknown: field not declared in schema")]
    [InlineData("""{ "inner": { "z": 1 } }""", ".spec.inner.z: field not declared in schema")]
    [InlineData("""{ "tags": [ "a", "a" ] }""", ".spec.tags: duplicate entries for key [=\"a\"]")]
    [InlineData("""{ "ports": [ { "port": 1, "proto": "TCP" }, { "port": 1, "proto": "TCP" } ] }""",
        ".spec.ports: duplicate entries for key [port=1,proto=\"TCP\"]")]
    public async Task What_the_schema_has_not_cannot_be_owned(string spec, string error)
    {
        await using var things = await ThingApi.StartAsync(server);
        var answer = await things.ApplyAsync("applier", spec);
        Assert.Equal(500, answer.Code);
        Assert.StartsWith("failed to create typed patch object", answer.Message);
        Assert.Contains(error, answer.Message);
    }

    [Fact]
    public async Task An_old_resource_version_is_a_conflict()
    {
        await using var things = await ThingApi.StartAsync(server);
        var old = (string?)(await things.CreateAsync("creator", """{ "a": "x" }""")).Metadata("resourceVersion");
        await things.MergeAsync("changer", """{ "spec": { "a": "y" } }""");
        var answer = await things.ApplyAsync("applier", """{ "b": "z" }""", resourceVersion: old);
        Assert.Equal(409, answer.Code);
        Assert.Contains(
            "the object has been modified; please apply your changes to the latest version and try again", answer.Message);
    }
}
