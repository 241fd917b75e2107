using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Apply;

/// <summary>Who owns the fields after creates, updates and patches.</summary>
[Trait("Category", "ApiServer")]
public class OwnershipTests(ApiServerFixture server)
{
    [Fact]
    public async Task A_creator_owns_what_it_sent_with_defaults_and_all_that_is_around_it()
    {
        await using var things = await ThingApi.StartAsync(server);
        var thing = await things.CreateAsync("creator", """
            {
              "a": "x", "inner": { "x": "1" }, "labels": { "k": "v" }, "whole": { "q": "r" }, "tags": [ "t" ], "list": [ "l" ],
              "ports": [ { "port": 1, "name": "one" }, { "port": 2, "proto": "UDP" } ]
            }
            """);
        Assert.Equal(
            "{\"f:spec\":{\".\":{},\"f:a\":{},\"f:count\":{},\"f:inner\":{\".\":{},\"f:x\":{}},"
            + "\"f:labels\":{\".\":{},\"f:k\":{}},"
            + "\"f:list\":{},\"f:ports\":{\".\":{},"
            + "\"k:{\\\"port\\\":1,\\\"proto\\\":\\\"TCP\\\"}\":{\".\":{},\"f:name\":{},\"f:port\":{},\"f:proto\":{}},"
            + "\"k:{\\\"port\\\":2,\\\"proto\\\":\\\"UDP\\\"}\":{\".\":{},\"f:port\":{},\"f:proto\":{}}},"
            + "\"f:tags\":{\".\":{},\"v:\\\"t\\\"\":{}},\"f:whole\":{}}}",
            ThingApi.Fields(thing, "creator", "Update"));
        var entry = Assert.Single(ThingApi.Entries(thing))!;
        Assert.Equal(("FieldsV1", "example.com/v1"), ((string?)entry["fieldsType"], (string?)entry["apiVersion"]));
        Assert.Equal((string?)thing.Metadata("creationTimestamp"), (string?)entry["time"]);
    }

    [Fact]
    public async Task A_field_belongs_to_whoever_changed_it_last()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x", "b": "x", "count": 1 }""");
        var thing = await things.MergeAsync(
            "changer", """{ "metadata": { "labels": { "l": "1" } }, "spec": { "a": "y", "count": 1 } }""");
        Assert.Equal("""{"f:spec":{".":{},"f:b":{},"f:count":{}}}""", ThingApi.Fields(thing, "creator", "Update"));
        Assert.Equal("""{"f:metadata":{"f:labels":{".":{},"f:l":{}}},"f:spec":{"f:a":{}}}""",
            ThingApi.Fields(thing, "changer", "Update"));
    }

    [Fact]
    public async Task A_field_that_is_removed_has_no_owner_any_more()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x", "inner": { "x": "1", "y": "2" }, "tags": [ "t", "u" ] }""");
        var thing = await things.MergeAsync("changer", """{ "spec": { "a": null, "inner": { "x": null }, "tags": [ "u" ] } }""");
        Assert.Equal(
            "{\"f:spec\":{\".\":{},\"f:count\":{},\"f:inner\":{\".\":{},\"f:y\":{}},"
            + "\"f:tags\":{\".\":{},\"v:\\\"u\\\"\":{}}}}",
            ThingApi.Fields(thing, "creator", "Update"));
        Assert.Null(ThingApi.Fields(thing, "changer", "Update"));
    }

    [Fact]
    public async Task An_object_with_one_owner_changes_hands_as_a_whole()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "count": 1, "whole": { "a": "1", "b": "2" }, "list": [ "x", "y" ] }""");
        var thing = await things.MergeAsync("changer", """{ "spec": { "whole": { "a": "2" }, "list": [ "x" ] } }""");
        Assert.Equal("""{"f:spec":{".":{},"f:count":{}}}""", ThingApi.Fields(thing, "creator", "Update"));
        Assert.Equal("""{"f:spec":{"f:list":{},"f:whole":{}}}""", ThingApi.Fields(thing, "changer", "Update"));
    }

    [Fact]
    public async Task A_status_has_owners_of_its_own()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x" }""");
        var thing = await things.MergeAsync("controller", """{ "status": { "phase": "Ready" } }""", "/status");
        Assert.Equal("""{"f:status":{".":{},"f:phase":{}}}""", ThingApi.Fields(thing, "controller", "Update"));
        Assert.Equal("""{"f:spec":{".":{},"f:a":{},"f:count":{}}}""", ThingApi.Fields(thing, "creator", "Update"));
    }

    [Fact]
    public async Task An_update_that_changes_nothing_leaves_the_object_alone()
    {
        await using var things = await ThingApi.StartAsync(server);
        var created = await things.CreateAsync("creator", """{ "a": "x" }""");
        var thing = await things.MergeAsync("changer", """{ "spec": { "a": "x" } }""");
        Assert.Equal(created.Body.ToJsonString(), thing.Body.ToJsonString());
    }

    [Fact]
    public async Task Who_is_left_with_an_object_and_nothing_in_it_shares_all_of_it()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x", "inner": { "x": "1" } }""");
        (await things.ApplyAsync("applier", """{ "inner": { "x": "2", "y": "3" } }""", force: true)).Expect(200);
        var thing = await things.MergeAsync("changer", """{ "spec": { "a": "y" } }""");
        Assert.Equal("""{"f:spec":{".":{},"f:count":{},"f:inner":{".":{},"f:x":{},"f:y":{}}}}""",
            ThingApi.Fields(thing, "creator", "Update"));
    }

    [Fact]
    public async Task Entries_that_a_client_takes_away_stay_away_until_the_next_apply()
    {
        await using var things = await ThingApi.StartAsync(server);
        await things.CreateAsync("creator", """{ "a": "x" }""");
        Assert.Empty(ThingApi.Entries(await things.MergeAsync("changer", """{ "metadata": { "managedFields": [ {} ] } }""")));
        Assert.Empty(ThingApi.Entries(await things.MergeAsync("changer", """{ "spec": { "a": "y" } }""")));

        var thing = (await things.ApplyAsync("applier", """{ "b": "x" }""")).Expect(200);
        Assert.Equal("""{"f:spec":{"f:b":{}}}""", ThingApi.Fields(thing, "applier", "Apply"));
        Assert.Contains("\"f:a\":{}", ThingApi.Fields(thing, "before-first-apply", "Update"));
        var conflict = await things.ApplyAsync("applier", """{ "a": "z" }""");
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"before-first-apply\" using example.com/v1: .spec.a", conflict.Message);
    }
}
