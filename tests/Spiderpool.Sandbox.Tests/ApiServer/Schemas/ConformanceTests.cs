using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Schemas;

/// <summary>Pruning, defaults and nulls.</summary>
[Trait("Category", "ApiServer")]
public class ConformanceTests(TypedThings things) : IClassFixture<TypedThings>
{
    [Theory]
    [InlineData("""{}""", """{}""")]
    [InlineData("""{ "unknown": 1, "flag": true }""", """{"flag":true}""")]
    [InlineData("""{ "object": { "must": "m" } }""", """{"object":{"must":"m","deep":{"n":3}}}""")]
    [InlineData("""{ "object": { "must": "m", "deep": { "n": 4, "x": 1 } } }""", """{"object":{"must":"m","deep":{"n":4}}}""")]
    [InlineData("""{ "keyed": [ { "k": "a" }, { "k": "b", "v": "w", "x": 1 } ] }""",
        """{"keyed":[{"k":"a","v":"dv"},{"k":"b","v":"w"}]}""")]
    [InlineData("""{ "defaulted": null, "nullable": null, "flag": null }""", """{"nullable":null,"defaulted":"d"}""")]
    [InlineData("""{ "numbers": { "a": 1, "b": null } }""", """{"numbers":{"a":1}}""")]
    [InlineData("""{ "free": { "x": { "y": [ 1 ] }, "known": { "a": 1, "b": 2 } } }""",
        """{"free":{"x":{"y":[1]},"known":{"a":1}}}""")]
    [InlineData("""{ "resource": { "apiVersion": "v1", "kind": "K", "metadata": { "name": "n" }, "spec": { "a": 1 } } }""",
        """{"resource":{"apiVersion":"v1","kind":"K","metadata":{"name":"n"},"spec":{"a":1}}}""")]
    public async Task What_is_stored_has_the_fields_of_the_schema(string spec, string stored) =>
        Equal(stored, (await things.CreateAsync(spec)).Expect(201));

    [Fact]
    public async Task An_update_is_pruned_and_defaulted_too()
    {
        var created = (await things.CreateAsync("""{ "flag": true, "defaulted": "own" }""")).Expect(201);
        var updated = (await things.UpdateAsync(created, """{ "flag": false, "unknown": 1 }""")).Expect(200);
        Equal("""{"flag":false}""", updated);
    }

    /// <param name="spec">Without the two fields that have a default at the top, where they have it.</param>
    private static void Equal(string spec, RawResponse thing)
    {
        var expected = LocalServer.Json(spec);
        expected.TryAdd("nullable", "d");
        expected.TryAdd("defaulted", "d");
        Assert.True(JsonNode.DeepEquals(expected, thing.Body["spec"]), thing.Body["spec"]!.ToJsonString());
    }
}
