using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Patches;

/// <summary>Strategic merge patches of a deployment and of metadata.</summary>
[Trait("Category", "ApiServer")]
public class StrategicMergePatchTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    // Named items in the order of the patch; others before the next named one that they were before.
    [InlineData("""[{"name":"b","image":"j"}]""", "a=i b=j c=i")]
    [InlineData("""[{"name":"x","image":"j"}]""", "x=j a=i b=i c=i")]
    [InlineData("""[{"name":"c","image":"j"},{"name":"a","image":"j"}]""", "b=i c=j a=j")]
    [InlineData("""[{"name":"c","image":"j"},{"name":"x","image":"j"}]""", "a=i b=i c=j x=j")]
    [InlineData("""[{"name":"b","$patch":"delete"}]""", "a=i c=i")]
    [InlineData("""[{"name":"y","$patch":"delete"},{"name":"a","image":"j"}]""", "a=j b=i c=i")]
    [InlineData("""[{"$patch":"replace"},{"name":"x","image":"j"}]""", "x=j")]
    [InlineData("""[{"name":"x","image":"j"}],"$setElementOrder/containers":[{"name":"c"},{"name":"x"},{"name":"a"}]""",
        "b=i c=i x=j a=i")]
    [InlineData("""[],"$setElementOrder/containers":[{"name":"c"},{"name":"b"},{"name":"a"}]""", "c=i b=i a=i")]
    public async Task A_list_with_a_merge_key_merges_item_by_item(string containers, string expected)
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync(scope);
        var patched = (await PatchAsync(scope, $$"""{"containers":{{containers}}}""")).Expect(200);
        var result = patched.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray()
            .Select(item => $"{item!["name"]}={item["image"]}");
        Assert.Equal(expected, string.Join(' ', result));
    }

    [Fact]
    public async Task An_order_alone_sorts_a_list()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync(scope);
        var patched = (await PatchAsync(scope, """{"$setElementOrder/containers":[{"name":"c"},{"name":"a"}]}""")).Expect(200);
        Assert.Equal(["b", "c", "a"], patched.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray()
            .Select(item => (string?)item!["name"]));
    }

    [Fact]
    public async Task Lists_inside_merged_items_merge_too()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync(scope);
        await PatchAsync(scope, """
            {"containers":[{"name":"a","env":[{"name":"X","value":"1"},{"name":"Y","value":"2"}],"args":["1","2"]}]}
            """);
        var patched = (await PatchAsync(scope, """
            {"containers":[{"name":"a","env":[{"name":"Y","value":"3"},{"name":"X","$patch":"delete"}],"args":["3"]}]}
            """)).Expect(200);
        var container = patched.Body["spec"]!["template"]!["spec"]!["containers"]![0]!;
        Assert.Equal("""[{"name":"Y","value":"3"}]""", container["env"]!.ToJsonString());
        Assert.Equal("""["3"]""", container["args"]!.ToJsonString());
    }

    [Fact]
    public async Task Retained_keys_are_all_that_is_left_of_a_map()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync(scope);
        (await SendAsync(scope, """
            {"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":1}}}}
            """)).Expect(200);
        var patched = (await SendAsync(scope, """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""")).Expect(200);
        Assert.Equal("""{"type":"Recreate"}""", patched.Body["spec"]!["strategy"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"labels":{"$patch":"replace","c":"3"}}""", """{"c":"3"}""")]
    [InlineData("""{"labels":{"a":null,"c":"3"}}""", """{"b":"2","c":"3"}""")]
    [InlineData("""{"labels":{"$patch":"delete"}}""", null)]
    public async Task A_map_takes_directives(string metadata, string? labels)
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync(scope);
        var patched = (await SendAsync(scope, $$"""{"metadata":{{metadata}}}""")).Expect(200);
        Assert.Equal(labels, patched.Metadata("labels")?.ToJsonString());
    }

    [Fact]
    public async Task A_set_of_texts_grows_and_shrinks_by_name()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync(scope);
        (await SendAsync(scope, """{"metadata":{"finalizers":["example.com/a","example.com/b"]}}""")).Expect(200);
        var patched = (await SendAsync(scope, """
            {"metadata":{"$deleteFromPrimitiveList/finalizers":["example.com/a"],"finalizers":["example.com/c"],
              "$setElementOrder/finalizers":["example.com/b","example.com/c"]}}
            """)).Expect(200);
        Assert.Equal("""["example.com/b","example.com/c"]""", patched.Metadata("finalizers")!.ToJsonString());
        (await SendAsync(scope, """{"metadata":{"finalizers":null}}""")).Expect(200);
    }

    [Fact]
    public async Task A_custom_resource_takes_none()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var answer = await server.Api.SendAsync(HttpMethod.Patch,
            $"/apis/spiderpool.spidernet.io/v2beta1/spiderippools/{scope.Name("p")}", "{}", "application/strategic-merge-patch+json",
            Cancellation);
        Assert.Equal(415, answer.Code);
    }

    private async Task CreateAsync(TestScope scope) => (await server.Api.PostAsync(
        $"/apis/apps/v1/namespaces/{scope.Namespace}/deployments", LocalServer.Json("""
            {
              "metadata": { "name": "d", "labels": { "a": "1", "b": "2" } },
              "spec": { "selector": { "matchLabels": { "a": "b" } }, "template": { "metadata": { "labels": { "a": "b" } },
                "spec": { "containers":
                  [ { "name": "a", "image": "i" }, { "name": "b", "image": "i" }, { "name": "c", "image": "i" } ] } } }
            }
            """), Cancellation)).Expect(201);

    private Task<RawResponse> PatchAsync(TestScope scope, string podSpec) =>
        SendAsync(scope, $$"""{ "spec": { "template": { "spec": {{podSpec}} } } }""");

    private Task<RawResponse> SendAsync(TestScope scope, string patch) => server.Api.SendAsync(HttpMethod.Patch,
        $"/apis/apps/v1/namespaces/{scope.Namespace}/deployments/d", patch, "application/strategic-merge-patch+json", Cancellation);
}
