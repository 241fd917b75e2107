using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Apply;

/// <summary>Server-side apply.</summary>
[Trait("Category", "ApiServer")]
public class ApplyTests(ApiServerFixture server)
{
    [Fact]
    public async Task An_apply_creates_a_missing_object_and_owns_only_what_it_states()
    {
        await using var things = await ThingApi.StartAsync(server);
        var thing = (await things.ApplyAsync("applier", """
            { "a": "x", "inner": { "x": "1" }, "labels": { "k": "v" }, "tags": [ "t" ],
              "ports": [ { "port": 1, "proto": "UDP" } ] }
            """)).Expect(201);
        Assert.Equal(
            "{\"f:spec\":{\"f:a\":{},\"f:inner\":{\"f:x\":{}},\"f:labels\":{\"f:k\":{}},"
            + "\"f:ports\":{\"k:{\\\"port\\\":1,\\\"proto\\\":\\\"UDP\\\"}\":{\".\":{},\"f:port\":{},\"f:proto\":{}}},"
            + "\"f:tags\":{\"v:\\\"t\\\"\":{}}}}",
            ThingApi.Fields(thing, "applier", "Apply"));
        Assert.Equal(7, (int)thing.Body["spec"]!["count"]!);
    }

    [Fact]
    public async Task The_same_apply_again_writes_nothing()
    {
        await using var things = await ThingApi.StartAsync(server);
        const string Spec = """{ "a": "x", "tags": [ "t", "u" ], "ports": [ { "port": 1, "proto": "UDP", "name": "n" } ] }""";
        var first = (await things.ApplyAsync("applier", Spec)).Expect(201);
        Assert.Equal(first.Body.ToJsonString(), (await things.ApplyAsync("applier", Spec)).Expect(200).Body.ToJsonString());
    }

    [Fact]
    public async Task A_field_of_another_manager_with_another_value_is_a_conflict()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x", "b": "x" }""");
        var conflict = await things.ApplyAsync("applier", """{ "a": "y" }""");
        Assert.Equal(409, conflict.Code);
        Assert.Equal("Conflict", (string?)conflict.Body["reason"]);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"creator\" using example.com/v1: .spec.a", conflict.Message);
        var cause = Assert.Single(conflict.Body["details"]!["causes"]!.AsArray())!;
        Assert.Equal(("FieldManagerConflict", "conflict with \"creator\" using example.com/v1", ".spec.a"),
            ((string?)cause["reason"], (string?)cause["message"], (string?)cause["field"]));
    }

    [Fact]
    public async Task Several_conflicts_are_told_by_manager()
    {
        await using var things = await ThingApi.StartAsync(server);
        (await things.ApplyAsync("one", """{ "a": "x", "ports": [ { "port": 1, "proto": "UDP", "name": "n" } ] }""")).Expect(201);
        (await things.ApplyAsync("two", """{ "b": "x" }""")).Expect(200);
        var conflict = await things.ApplyAsync("three", """
            { "a": "y", "b": "y", "ports": [ { "port": 1, "proto": "UDP", "name": "m" } ] }
            """);
        Assert.Equal("""
            Apply failed with 3 conflicts: conflicts with "one":
            - .spec.a
            - .spec.ports[port=1,proto="UDP"].name
            conflicts with "two":
            - .spec.b
            """, conflict.Message);
    }

    [Fact]
    public async Task Force_takes_the_fields_of_others()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x", "b": "x" }""");
        var thing = (await things.ApplyAsync("applier", """{ "a": "y" }""", force: true)).Expect(200);
        Assert.Equal("y", (string?)thing.Body["spec"]!["a"]);
        Assert.Equal("""{"f:spec":{"f:a":{}}}""", ThingApi.Fields(thing, "applier", "Apply"));
        Assert.Equal("""{"f:spec":{".":{},"f:b":{},"f:count":{}}}""", ThingApi.Fields(thing, "creator", "Update"));
    }

    [Fact]
    public async Task Managers_that_agree_share_a_field_and_it_stays_until_the_last_lets_go()
    {
        await using var things = await ThingApi.StartAsync(server);
        (await things.ApplyAsync("one", """{ "a": "x", "labels": { "k": "v", "l": "w" } }""")).Expect(201);
        (await things.ApplyAsync("two", """{ "a": "x", "labels": { "k": "v" } }""")).Expect(200);
        var thing = (await things.ApplyAsync("one", """{ "b": "y" }""")).Expect(200);
        Assert.Equal("""{"a":"x","b":"y","count":7,"labels":{"k":"v"}}""", Sorted(thing));
        thing = (await things.ApplyAsync("two", """{ "labels": { "k": "v" } }""")).Expect(200);
        Assert.Equal("""{"b":"y","count":7,"labels":{"k":"v"}}""", Sorted(thing));
    }

    [Fact]
    public async Task What_is_no_longer_applied_goes_but_not_what_others_set()
    {
        await using var things = await ThingApi.StartAsync(server);
        (await things.ApplyAsync("applier", """
            { "a": "x", "inner": { "x": "1" }, "tags": [ "t", "u" ], "list": [ "l" ], "whole": { "q": "r" },
              "ports": [ { "port": 1, "proto": "TCP", "name": "one" }, { "port": 2, "proto": "TCP" } ] }
            """)).Expect(201);
        await things.MergeAsync("other", """{ "spec": { "inner": { "y": "2" } } }""");
        var thing = (await things.ApplyAsync("applier", """
            { "tags": [ "u", "v" ], "ports": [ { "port": 1, "proto": "TCP" }, { "port": 3, "proto": "TCP" } ] }
            """)).Expect(200);
        Assert.Equal("""
            {"count":7,"inner":{"y":"2"},"ports":[{"port":1,"proto":"TCP"},{"port":3,"proto":"TCP"}],"tags":["u","v"]}
            """, Sorted(thing));
        Assert.Null(ThingApi.Fields(thing, "applier", "Update"));
        Assert.Equal("""{"f:spec":{"f:inner":{"f:y":{}}}}""", ThingApi.Fields(thing, "other", "Update"));
    }

    [Fact]
    public async Task An_item_that_only_its_applier_named_goes_with_what_others_set_in_it()
    {
        await using var things = await ThingApi.StartAsync(server);
        (await things.ApplyAsync("applier", """{ "a": "x", "ports": [ { "port": 1, "proto": "TCP" } ] }""")).Expect(201);
        await things.MergeAsync("other", """{ "spec": { "ports": [ { "port": 1, "proto": "TCP", "name": "one" } ] } }""");
        await things.MergeAsync("third", """{ "spec": { "ports": [ { "port": 1, "proto": "TCP", "name": "one" }, { "port": 2 } ] } }""");
        var thing = (await things.ApplyAsync("applier", """{ "a": "x" }""")).Expect(200);
        Assert.Equal("""[{"port":2,"proto":"TCP"}]""", thing.Body["spec"]!["ports"]!.ToJsonString());
    }

    [Fact]
    public async Task Items_of_others_stay_in_a_list_that_is_applied()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "tags": [ "a" ], "ports": [ { "port": 1, "proto": "TCP", "name": "one" } ] }""");
        var thing = (await things.ApplyAsync("applier", """
            { "tags": [ "b" ], "ports": [ { "port": 2, "proto": "TCP" }, { "port": 1, "proto": "TCP" } ] }
            """)).Expect(200);
        var tags = thing.Body["spec"]!["tags"]!.AsArray().Select(tag => (string?)tag).Order();
        Assert.Equal(["a", "b"], tags);
        Assert.Equal("one", (string?)thing.Body["spec"]!["ports"]!.AsArray().Single(port => (int)port!["port"]! == 1)!["name"]);
        Assert.Equal(2, thing.Body["spec"]!["ports"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_update_takes_a_field_from_an_applier_which_then_conflicts()
    {
        await using var things = await ThingApi.StartAsync(server);
        (await things.ApplyAsync("applier", """{ "a": "x" }""")).Expect(201);
        var thing = await things.MergeAsync("editor", """{ "spec": { "a": "y" } }""");
        Assert.Null(ThingApi.Fields(thing, "applier", "Apply"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"editor\" using example.com/v1: .spec.a",
            (await things.ApplyAsync("applier", """{ "a": "x" }""")).Message);
    }

    [Fact]
    public async Task A_status_is_applied_through_its_own_path_only()
    {
        await using var things = await ThingApi.StartAsync(server);
        Assert.Equal(404, (await things.ApplyStatusAsync("controller", """{ "phase": "Ready" }""")).Code);
        (await things.ApplyAsync("applier", """{ "a": "x" }""")).Expect(201);
        var thing = (await things.ApplyStatusAsync("controller", """{ "phase": "Ready" }""")).Expect(200);
        Assert.Equal("""{"phase":"Ready"}""", thing.Body["status"]!.ToJsonString());
        Assert.Equal("""{"f:status":{"f:phase":{}}}""", ThingApi.Fields(thing, "controller", "Apply"));
    }

    private static string Sorted(RawResponse thing) =>
        $"{{{string.Join(',', thing.Body["spec"]!.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"\"{member.Key}\":{member.Value!.ToJsonString()}"))}}}";
}
