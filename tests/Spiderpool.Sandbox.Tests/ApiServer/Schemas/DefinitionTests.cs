using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.Tests.ApiServer.Schemas;

/// <summary>Definitions that are refused, each with the place of the fault.</summary>
public class DefinitionTests
{
    private const string Root = "spec.versions[0].schema.openAPIV3Schema.properties[spec]";
    private const string Rule = Root + ".x-kubernetes-validations[0]";

    [Theory]
    [InlineData("""{ "type": "objekt" }""", $"{Root}.type: Unsupported value: \"objekt\": supported values: ")]
    [InlineData("""{ "properties": {} }""", $"{Root}.type: Required value: must not be empty for specified object fields")]
    [InlineData("""{ "type": "array" }""", $"{Root}.items: Required value: must be specified")]
    [InlineData("""{ "type": "object", "properties": { "a": 5 } }""",
        $"{Root}.properties[a]: Invalid value: 5: must be a schema object")]
    [InlineData("""{ "type": "string", "pattern": "(?=a)" }""",
        $"{Root}.pattern: Invalid value: \"(?=a)\": must be a valid regular expression, but isn't: error parsing regexp: ")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "integer", "default": "x" } } }""",
        $"{Root}.properties[a].default: Invalid value: \"string\": in body must be of type integer: \"string\"")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "integer", "default": 9, "maximum": 5 } } }""",
        $"{Root}.properties[a].default: Invalid value: 9: in body should be less than or equal to 5")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "message": "m" } ] }""", $"{Rule}.rule: Required value")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "  " } ] }""", $"{Rule}.rule: Required value")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "self.a == 1" } ] }""",
        $"{Rule}.rule: Invalid value: \"self.a == 1\": compilation failed: ERROR: <input>:1:5: "
        + "undefined field 'a'\n | self.a == 1\n | ....^")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "self ==" } ] }""",
        $"{Rule}.rule: Invalid value: \"self ==\": compilation failed: ERROR: <input>:1:8: Syntax error: unexpected '<EOF>'")]
    [InlineData("""{ "type": "integer", "x-kubernetes-validations": [ { "rule": "self + 1" } ] }""",
        $"{Rule}.rule: Invalid value: \"self + 1\": cel expression must evaluate to a bool")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "message": " " } ] }""",
        $"{Rule}.message: Invalid value: \" \": message must be non-empty if specified")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "message": "a\nb" } ] }""",
        $"{Rule}.message: Invalid value: \"a\\nb\": message must not contain line breaks")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true\n&& true" } ] }""",
        $"{Rule}.message: Required value: message must be specified if rule contains line breaks")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "messageExpression": "5" } ] }""",
        $"{Rule}.messageExpression: Invalid value: \"5\": messageExpression must evaluate to a string")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "reason": "Nonsense" } ] }""",
        $"{Rule}.reason: Unsupported value: \"Nonsense\": supported values: ")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "fieldPath": ".nothing" } ] }""",
        $"{Rule}.fieldPath: Invalid value: \".nothing\": fieldPath must be a valid path: does not refer to a valid field")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "fieldPath": "nothing" } ] }""",
        $"{Rule}.fieldPath: Invalid value: \"nothing\": fieldPath must be a valid path: expected [ or . but got: nothing")]
    [InlineData("""{ "type": "object", "x-kubernetes-validations": [ { "rule": "true", "optionalOldSelf": true } ] }""",
        $"{Rule}.optionalOldSelf: Invalid value: true: may not be set if oldSelf is not used in rule")]
    [InlineData("""{ "type": "array", "items": { "type": "string", "x-kubernetes-validations": [ { "rule": "self == oldSelf" } ] } }""",
        $"{Root}.items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": oldSelf cannot be used on the "
        + $"uncorrelatable portion of the schema within {Root}")]
    [InlineData("""
        { "type": "object", "x-kubernetes-map-type": "atomic", "properties": { "a": { "type": "string",
          "x-kubernetes-validations": [ { "rule": "self == oldSelf" } ] } } }
        """, $"{Root}.properties[a].x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": oldSelf cannot be used on the "
        + $"uncorrelatable portion of the schema within {Root}")]
    [InlineData("""{ "x-kubernetes-preserve-unknown-fields": true, "x-kubernetes-validations": [ { "rule": "true" } ] }""",
        $"{Rule}.rule: Invalid value: \"true\": rule declared on schema that does not support validation rules type: '' "
        + "x-kubernetes-preserve-unknown-fields: 'true'")]
    [InlineData("""{ "type": "string", "allOf": [ { "x-kubernetes-validations": [ { "rule": "true" } ] } ] }""",
        $"{Root}.allOf[0].x-kubernetes-validations: Forbidden: must be empty to be structural")]
    public async Task A_wrong_schema_is_refused_with_its_place(string schema, string cause)
    {
        await using var server = await LocalServer.StartAsync();
        var error = await LocalServer.FailsAsync(() => server.DefineAsync(schema));
        Assert.Equal(422, error.Code);
        Assert.StartsWith(cause, Assert.Single(LocalServer.Causes(error)));
        // Nothing of it is served.
        Assert.Equal(404, (await LocalServer.FailsAsync(() => server.CreateThingAsync("{}"))).Code);
    }

    [Fact]
    public async Task A_wrong_change_leaves_the_old_schema_in_force()
    {
        await using var server = await LocalServer.StartAsync();
        var definition = await server.DefineAsync("""{ "type": "object", "properties": { "a": { "type": "integer" } } }""");
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!["a"]!["type"] = "any";
        Assert.Equal(422, (await LocalServer.FailsAsync(() => server.UpdateAsync(definition))).Code);
        await server.CreateThingAsync("""{ "a": 5 }""");
    }

    [Fact]
    public async Task A_schema_nested_too_deep_is_refused()
    {
        await using var server = await LocalServer.StartAsync();
        var schema = """{ "type": "string" }""";
        for (var i = 0; i < 120; i++)
            schema = $$"""{ "type": "object", "properties": { "a": {{schema}} } }""";
        var error = await LocalServer.FailsAsync(() => server.DefineAsync(schema));
        Assert.Equal(400, error.Code);
        Assert.Contains("is nested deeper than 100 levels", error.Message);
    }

    [Fact]
    public async Task Stored_objects_get_the_defaults_of_a_changed_schema()
    {
        await using var server = await LocalServer.StartAsync();
        var definition = await server.DefineAsync("""{ "type": "object", "properties": { "a": { "type": "string" } } }""");
        var before = await server.CreateThingAsync("{}");
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!["a"] =
            JsonNode.Parse("""{ "type": "string", "default": "new" }""");
        await server.UpdateAsync(definition);
        var after = server.Objects.Get("example.com/v1", "Thing", "default", "thing")!;
        Assert.Equal("""{"a":"new"}""", after["spec"]!.ToJsonString());
        Assert.Equal((string?)before["metadata"]!["resourceVersion"], (string?)after["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task A_definition_that_serves_no_version_any_more_takes_its_resource_away()
    {
        await using var server = await LocalServer.StartAsync();
        var definition = await server.DefineAsync("""{ "type": "object" }""");
        await server.CreateThingAsync("{}");
        definition["spec"]!["versions"]![0]!["served"] = false;
        definition = await server.UpdateAsync(definition);
        Assert.Equal(404, (await LocalServer.FailsAsync(() => server.CreateThingAsync("{}", "other"))).Code);
        definition["spec"]!["versions"]![0]!["served"] = true;
        await server.UpdateAsync(definition);
        Assert.NotNull(server.Objects.Get("example.com/v1", "Thing", "default", "thing"));
    }
}
