namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

/// <summary>Rules that compare with the value before, and what an update does not check again.</summary>
public class TransitionRuleTests
{
    private const string Immutable = """{ "rule": "self == oldSelf", "message": "fixed" }""";

    [Fact]
    public async Task A_transition_rule_runs_only_where_there_was_a_value()
    {
        await using var server = await LocalServer.StartAsync();
        await server.DefineAsync($$"""
            {
              "type": "object", "properties": { "a": { "type": "string", "x-kubernetes-validations": [ {{Immutable}} ] },
                "keyed": { "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [ "k" ],
                  "items": { "type": "object", "required": [ "k" ], "properties": { "k": { "type": "string" },
                    "v": { "type": "string", "x-kubernetes-validations": [ {{Immutable}} ] } } } },
                "map": { "type": "object", "additionalProperties": { "type": "string", "x-kubernetes-validations": [ {{Immutable}} ] } } }
            }
            """);
        var thing = await server.CreateThingAsync("""{ "keyed": [ { "k": "x", "v": "1" } ], "map": { "m": "1" } }""");
        thing["spec"] = LocalServer.Json("""
            { "a": "new", "keyed": [ { "k": "y", "v": "2" }, { "k": "x", "v": "1" } ], "map": { "m": "1", "n": "2" } }
            """);
        thing = await server.UpdateAsync(thing);
        thing["spec"] = LocalServer.Json("""
            { "a": "newer", "keyed": [ { "k": "x", "v": "3" }, { "k": "y", "v": "2" } ], "map": { "m": "3", "n": "2" } }
            """);
        var error = await LocalServer.FailsAsync(() => server.UpdateAsync(thing));
        Assert.Equal(
            [
                "spec.a: Invalid value: \"string\": fixed",
                "spec.keyed[0].v: Invalid value: \"string\": fixed",
                "spec.map[m]: Invalid value: \"string\": fixed",
            ],
            LocalServer.Causes(error));
    }

    [Fact]
    public async Task A_rule_with_an_optional_old_value_runs_on_create_too()
    {
        await using var server = await LocalServer.StartAsync();
        await server.DefineAsync("""
            {
              "type": "object", "properties": { "n": { "type": "integer", "x-kubernetes-validations": [ {
                "rule": "oldSelf.hasValue() ? self >= oldSelf.value() : self == 0", "optionalOldSelf": true,
                "message": "begins at 0, grows" } ] } }
            }
            """);
        Assert.Equal(422, (await LocalServer.FailsAsync(() => server.CreateThingAsync("""{ "n": 1 }"""))).Code);
        var thing = await server.CreateThingAsync("""{ "n": 0 }""");
        thing["spec"]!["n"] = 5;
        thing = await server.UpdateAsync(thing);
        thing["spec"]!["n"] = 4;
        Assert.Equal(["spec.n: Invalid value: \"integer\": begins at 0, grows"],
            LocalServer.Causes(await LocalServer.FailsAsync(() => server.UpdateAsync(thing))));
    }

    [Fact]
    public async Task What_did_not_change_is_not_held_to_a_stricter_definition()
    {
        await using var server = await LocalServer.StartAsync();
        var definition = await server.DefineAsync("""
            { "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" }, "c": { "type": "string" } } }
            """);
        var thing = await server.CreateThingAsync("""{ "a": "old", "b": "old", "c": "x" }""");
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"] = LocalServer.Json("""
            {
              "type": "object", "properties": {
                "a": { "type": "string", "maxLength": 2 },
                "b": { "type": "string", "x-kubernetes-validations": [ { "rule": "self != 'old'", "message": "not old" } ] },
                "c": { "type": "string" } }
            }
            """);
        await server.UpdateAsync(definition);

        thing["status"] = LocalServer.Json("""{ "phase": "Ready" }""");
        thing = await server.UpdateAsync(thing, "status");
        thing["spec"]!["c"] = "y";
        thing = await server.UpdateAsync(thing);
        thing["spec"]!["a"] = "older";
        Assert.Contains("spec.a: Too long: may not be more than 2 bytes",
            LocalServer.Causes(await LocalServer.FailsAsync(() => server.UpdateAsync(thing))));
        Assert.Equal(422, (await LocalServer.FailsAsync(() => server.CreateThingAsync("""{ "b": "old" }""", "new"))).Code);
    }
}
