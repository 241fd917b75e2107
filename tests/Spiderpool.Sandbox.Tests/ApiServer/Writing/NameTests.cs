using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Writing;

/// <summary>Names and the metadata that every kind has.</summary>
[Trait("Category", "ApiServer")]
public class NameTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("configmaps", "a.b-c.1", 201)]
    [InlineData("configmaps", "A", 422)]
    [InlineData("configmaps", "a_b", 422)]
    [InlineData("configmaps", "-a", 422)]
    [InlineData("configmaps", "a.", 422)]
    [InlineData("configmaps", "a..b", 422)]
    [InlineData("configmaps", "a\n", 422)]
    [InlineData("configmaps", "", 422)]
    [InlineData("services", "a-1", 201)]
    [InlineData("services", "1-a", 422)]
    [InlineData("services", "a.b", 422)]
    public async Task A_name_follows_the_rule_of_its_kind(string plural, string name, int code)
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var answer = await server.Api.PostAsync($"/api/v1/namespaces/{scope.Namespace}/{plural}", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = plural == "services" ? LocalServer.Json("""{ "ports": [ { "port": 80 } ] }""") : null,
        }, Cancellation);
        Assert.Equal(code, answer.Code);
        if (code == 422)
            Assert.Equal("metadata.name", (string?)answer.Body["details"]!["causes"]![0]!["field"]);
    }

    [Fact]
    public async Task A_name_of_254_characters_is_too_long_and_one_of_253_is_not()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var maps = $"/api/v1/namespaces/{scope.Namespace}/configmaps";
        (await server.Api.PostAsync(maps, Named(new string('a', 253)), Cancellation)).Expect(201);
        (await server.Api.PostAsync(maps, Named(new string('a', 254)), Cancellation)).Expect(422);
    }

    [Fact]
    public async Task A_generated_name_has_the_prefix_and_five_characters()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var names = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            var created = (await server.Api.PostAsync($"/api/v1/namespaces/{scope.Namespace}/configmaps",
                LocalServer.Json("""{ "metadata": { "generateName": "web-" } }"""), Cancellation)).Expect(201);
            var name = (string)created.Metadata("name")!;
            Assert.Matches("^web-[bcdfghjklmnpqrstvwxz2456789]{5}$", name);
            Assert.Equal("web-", (string?)created.Metadata("generateName"));
            names.Add(name);
        }

        Assert.Equal(5, names.Count);
    }

    [Fact]
    public async Task A_name_that_is_given_wins_over_one_to_generate()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var created = (await server.Api.PostAsync($"/api/v1/namespaces/{scope.Namespace}/configmaps",
            LocalServer.Json("""{ "metadata": { "name": "given", "generateName": "web-" } }"""), Cancellation)).Expect(201);
        Assert.Equal("given", (string?)created.Metadata("name"));
    }

    [Theory]
    [InlineData("""{ "labels": { "example.com/a": "b", "c": "", "d_1.x": "E-f" } }""", null)]
    [InlineData("""{ "labels": { "a b": "c" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "a": "b c" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "a": "10.20.0.0/16" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "a": "-b" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "/a": "b" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "EXAMPLE/a": "b" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "a/b/c": "d" } }""", "metadata.labels")]
    [InlineData("""{ "labels": { "a": "0123456789012345678901234567890123456789012345678901234567890123" } }""",
        "metadata.labels")]
    [InlineData("""{ "annotations": { "Example.com/A": "any text / at all\n" } }""", null)]
    [InlineData("""{ "annotations": { "a b": "c" } }""", "metadata.annotations")]
    [InlineData("""{ "ownerReferences": [ { "apiVersion": "v1", "kind": "Pod", "name": "p" } ] }""",
        "metadata.ownerReferences.uid")]
    public async Task Metadata_follows_the_rules_of_all_kinds(string metadata, string? field)
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var body = Named("m");
        foreach (var (name, value) in LocalServer.Json(metadata))
            body["metadata"]![name] = value!.DeepClone();
        var answer = await server.Api.PostAsync($"/api/v1/namespaces/{scope.Namespace}/configmaps", body, Cancellation);
        Assert.Equal(field is null ? 201 : 422, answer.Code);
        if (field is not null)
            Assert.Equal(field, (string?)answer.Body["details"]!["causes"]![0]!["field"]);
    }

    [Fact]
    public async Task Annotations_have_a_limit_in_all()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var body = Named("m");
        body["metadata"]!["annotations"] = new JsonObject { ["a"] = new string('x', 200_000), ["b"] = new string('x', 70_000) };
        var answer = await server.Api.PostAsync($"/api/v1/namespaces/{scope.Namespace}/configmaps", body, Cancellation);
        Assert.Equal((422, "metadata.annotations"), (answer.Code, (string?)answer.Body["details"]!["causes"]![0]!["field"]));
    }

    [Fact]
    public async Task A_label_that_is_no_text_is_a_bad_request()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var body = Named("m");
        body["metadata"]!["labels"] = new JsonObject { ["a"] = 5 };
        (await server.Api.PostAsync($"/api/v1/namespaces/{scope.Namespace}/configmaps", body, Cancellation)).Expect(400);
    }

    [Fact]
    public async Task An_update_cannot_change_the_identity()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var maps = $"/api/v1/namespaces/{scope.Namespace}/configmaps";
        var created = (await server.Api.PostAsync(maps, Named("m"), Cancellation)).Expect(201);
        (await server.Api.MergeAsync($"{maps}/m", LocalServer.Json("""{ "metadata": { "name": "n" } }"""), Cancellation)).Expect(400, 422);
        (await server.Api.MergeAsync($"{maps}/m", LocalServer.Json("""{ "metadata": { "namespace": "default" } }"""), Cancellation))
            .Expect(400, 422);
        var body = created.Body.DeepClone().AsObject();
        body["metadata"]!["creationTimestamp"] = "2000-01-01T00:00:00Z";
        body["metadata"]!["generation"] = 77;
        body["data"] = new JsonObject { ["k"] = "v" };
        var updated = (await server.Api.PutAsync($"{maps}/m", body, Cancellation)).Expect(200);
        Assert.Equal((string?)created.Metadata("creationTimestamp"), (string?)updated.Metadata("creationTimestamp"));
        Assert.Equal(created.Uid, updated.Uid);
    }

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };
}
