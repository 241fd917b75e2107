using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.GarbageCollection;

/// <summary>Deletion of what belongs to others, through the API; a real cluster's controllers do the same.</summary>
[Trait("Category", "ApiServer")]
public sealed class GarbageCollectionTests(ApiServerFixture server) : IAsyncLifetime
{
    private TestScope _scope = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ConfigMaps => $"/api/v1/namespaces/{_scope.Namespace}/configmaps";

    public async ValueTask InitializeAsync() => _scope = await server.OpenScopeAsync(Cancellation);

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    [Fact]
    public async Task Background_deletion_removes_the_owner_at_once_and_then_its_dependents_down_the_chain()
    {
        var owner = await CreateAsync("owner");
        var child = await CreateAsync("child", owner);
        await CreateAsync("grandchild", child);

        var deleted = await server.Api.DeleteAsync($"{ConfigMaps}/owner?propagationPolicy=Background", Cancellation);

        deleted.Expect(200);
        Assert.Equal(404, (await ReadAsync("owner")).Code);
        await GoneAsync("child");
        await GoneAsync("grandchild");
    }

    [Fact]
    public async Task Foreground_deletion_keeps_the_owner_until_blocking_dependents_are_gone()
    {
        var owner = await CreateAsync("owner");
        await CreateAsync("child", owner, finalizer: "example.com/hold");

        await _scope.CollectorKnowsConfigMapsAsync(Cancellation);
        await DeleteAsync("owner", "Foreground");
        var waiting = await UntilAsync("child", child => child.Metadata("deletionTimestamp") is not null);

        var held = await ReadAsync("owner");
        Assert.Equal(200, waiting.Code);
        Assert.Equal("""["foregroundDeletion"]""", held.Metadata("finalizers")!.ToJsonString());
        await ReleaseAsync("child");
        await GoneAsync("child");
        await GoneAsync("owner");
    }

    [Fact]
    public async Task Foreground_deletion_does_not_wait_for_dependents_that_do_not_block()
    {
        var owner = await CreateAsync("owner");
        await CreateAsync("child", owner, blocks: false, finalizer: "example.com/hold");

        await _scope.CollectorKnowsConfigMapsAsync(Cancellation);
        await DeleteAsync("owner", "Foreground");

        await GoneAsync("owner");
        await UntilAsync("child", child => child.Metadata("deletionTimestamp") is not null);
        await ReleaseAsync("child");
        await GoneAsync("child");
    }

    [Fact]
    public async Task Orphan_deletion_leaves_the_dependents_without_the_reference()
    {
        var owner = await CreateAsync("owner");
        await CreateAsync("child", owner);

        await _scope.CollectorKnowsConfigMapsAsync(Cancellation);
        await DeleteAsync("owner", "Orphan");

        await GoneAsync("owner");
        var child = await ReadAsync("child");
        Assert.Equal(200, child.Code);
        Assert.Null(child.Metadata("ownerReferences"));
    }

    [Fact]
    public async Task A_dependent_with_another_owner_loses_only_the_reference()
    {
        var (first, second) = (await CreateAsync("first"), await CreateAsync("second"));
        await CreateAsync("child", first, second);

        await _scope.CollectorKnowsConfigMapsAsync(Cancellation);
        await DeleteAsync("first", "Background");

        var child = await UntilAsync("child", child => child.Metadata("ownerReferences")?.AsArray().Count == 1);
        Assert.Equal(second.Uid, child.Metadata("ownerReferences")![0]!["uid"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_object_of_the_owners_name_is_not_the_owner()
    {
        var owner = await CreateAsync("owner");
        await DeleteAsync("owner", "Background");
        await CreateAsync("owner");

        await CreateAsync("late", owner);

        await GoneAsync("late");
        Assert.Equal(200, (await ReadAsync("owner")).Code);
    }

    [Fact]
    public async Task A_deleted_namespace_takes_its_contents_with_it_and_takes_no_more()
    {
        await CreateAsync("first", finalizer: "example.com/hold");
        await CreateAsync("second");

        (await server.Api.DeleteAsync($"/api/v1/namespaces/{_scope.Namespace}", Cancellation)).Expect(200);
        await GoneAsync("second");
        var late = await server.Api.PostAsync(ConfigMaps, ConfigMap("third"), Cancellation);

        Assert.Equal(403, late.Code);
        Assert.Contains($"unable to create new content in namespace {_scope.Namespace} because it is being terminated", late.Message);
        var held = await server.Api.GetAsync($"/api/v1/namespaces/{_scope.Namespace}", Cancellation);
        Assert.Equal("Terminating", held.Body["status"]!["phase"]!.GetValue<string>());
        await ReleaseAsync("first");
        await UntilAsync($"/api/v1/namespaces/{_scope.Namespace}", answer => answer.Code == 404);
    }

    [Fact]
    public async Task A_deleted_definition_takes_its_objects_with_it_and_is_served_no_more()
    {
        var plural = _scope.Name("things");
        var group = $"{_scope.Id}.example.com";
        const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        (await server.Api.PostAsync(Definitions, Definition(plural, group), Cancellation)).Expect(201);
        var objects = $"/apis/{group}/v1/{plural}";
        await UntilAsync(objects, answer => answer.Code == 200);
        var thing = new JsonObject
        {
            ["apiVersion"] = $"{group}/v1",
            ["kind"] = "Thing",
            ["metadata"] = new JsonObject { ["name"] = "one", ["finalizers"] = new JsonArray("example.com/hold") },
        };
        // A real server may answer a few first requests with 404 after it has listed.
        await UntilAsync(() => server.Api.PostAsync(objects, thing, Cancellation), answer => answer.Code is 201 or 409);

        (await server.Api.DeleteAsync($"{Definitions}/{plural}.{group}", Cancellation)).Expect(200);

        await UntilAsync($"{objects}/one", answer => answer.Metadata("deletionTimestamp") is not null);
        thing["metadata"]!["name"] = "two";
        Assert.Equal(405, (await server.Api.PostAsync(objects, thing, Cancellation)).Code);
        (await server.Api.MergeAsync($"{objects}/one", Unheld(), Cancellation)).Expect(200);
        await UntilAsync($"{Definitions}/{plural}.{group}", answer => answer.Code == 404);
        await UntilAsync(objects, answer => answer.Code == 404);
    }

    private static JsonObject Definition(string plural, string group) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"{plural}.{group}" },
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["spec"] = new JsonObject
        {
            ["group"] = group,
            ["scope"] = "Cluster",
            ["names"] = new JsonObject { ["plural"] = plural, ["kind"] = "Thing" },
            ["versions"] = new JsonArray(new JsonObject
            {
                ["name"] = "v1",
                ["served"] = true,
                ["storage"] = true,
                ["schema"] = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object" } },
            }),
        },
    };

    private static JsonObject ConfigMap(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };

    private Task<RawResponse> CreateAsync(string name, RawResponse owner, bool blocks = true, string? finalizer = null) =>
        CreateAsync(name, blocks, finalizer, owner);

    private Task<RawResponse> CreateAsync(string name, params RawResponse[] owners) => CreateAsync(name, true, null, owners);

    private Task<RawResponse> CreateAsync(string name, string finalizer) => CreateAsync(name, true, finalizer);

    private async Task<RawResponse> CreateAsync(string name, bool blocks, string? finalizer, params RawResponse[] owners)
    {
        var body = ConfigMap(name);
        body["metadata"]!["ownerReferences"] = new JsonArray([.. owners.Select(owner => new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["name"] = owner.Metadata("name")!.GetValue<string>(),
            ["uid"] = owner.Uid,
            ["blockOwnerDeletion"] = blocks,
        })]);
        if (finalizer is not null)
            body["metadata"]!["finalizers"] = new JsonArray(finalizer);
        return (await server.Api.PostAsync(ConfigMaps, body, Cancellation)).Expect(201);
    }

    private Task<RawResponse> ReadAsync(string name) => server.Api.GetAsync($"{ConfigMaps}/{name}", Cancellation);

    private async Task DeleteAsync(string name, string propagation) =>
        (await server.Api.DeleteAsync($"{ConfigMaps}/{name}?propagationPolicy={propagation}", Cancellation)).Expect(200);

    private static JsonObject Unheld() => new() { ["metadata"] = new JsonObject { ["finalizers"] = null } };

    private async Task ReleaseAsync(string name) =>
        (await server.Api.MergeAsync($"{ConfigMaps}/{name}", Unheld(), Cancellation)).Expect(200);

    private Task<RawResponse> GoneAsync(string name) => UntilAsync(name, answer => answer.Code == 404);

    private Task<RawResponse> UntilAsync(string nameOrPath, Predicate<RawResponse> condition)
    {
        var path = nameOrPath.StartsWith('/') ? nameOrPath : $"{ConfigMaps}/{nameOrPath}";
        return UntilAsync(() => server.Api.GetAsync(path, Cancellation), condition);
    }

    private static Task<RawResponse> UntilAsync(Func<Task<RawResponse>> read, Predicate<RawResponse> condition) =>
        RawApi.UntilAsync(read, condition, Cancellation);
}
