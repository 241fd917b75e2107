using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

/// <summary>Rules in a definition: when they run, and what a failure says.</summary>
public class ValidationRuleTests
{
    [Theory]
    [InlineData("""{ "rule": "self.n > 5" }""", "spec: Invalid value: \"object\": failed rule: self.n > 5")]
    [InlineData("""{ "rule": "self.n > 5", "message": " too small " }""", "spec: Invalid value: \"object\": too small")]
    [InlineData("""{ "rule": "self.n > 5", "messageExpression": "'n is ' + string(self.n)" }""",
        "spec: Invalid value: \"object\": n is 1")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "messageExpression": "self.list[7]" }""",
        "spec: Invalid value: \"object\": m")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "messageExpression": "' '" }""", "spec: Invalid value: \"object\": m")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "messageExpression": "'a\\nb'" }""",
        "spec: Invalid value: \"object\": m")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "reason": "FieldValueForbidden" }""", "spec: Forbidden: m")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "reason": "FieldValueRequired", "fieldPath": ".n" }""",
        "spec.n: Required value: m")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "reason": "FieldValueDuplicate" }""",
        "spec: Duplicate value: \"object\"")]
    [InlineData("""{ "rule": "self.n > 5", "message": "m", "fieldPath": ".map['a.b']" }""",
        "spec.map[a.b]: Invalid value: \"object\": m")]
    [InlineData("""{ "rule": "self.list[7] == 'x'", "message": "m", "reason": "FieldValueForbidden" }""",
        "spec: Invalid value: \"object\": index out of bounds: 7 evaluating rule: m")]
    [InlineData("""{ "rule": "self.port < 5" }""",
        "spec: Invalid value: \"object\": 'no such overload': call arguments did not match a "
        + "supported operator, function or macro signature for rule: self.port < 5")]
    public async Task A_failed_rule_is_told_in_the_words_of_its_author(string rule, string cause)
    {
        await using var server = await LocalServer.StartAsync();
        await server.DefineAsync(Schema(rule));
        var error = await LocalServer.FailsAsync(() => server.CreateThingAsync("""{ "n": 1, "list": [ "a" ], "port": "http" }"""));
        Assert.Equal((422, $"Thing.example.com \"thing\" is invalid: {cause}"), (error.Code, error.Message));
        Assert.Equal([cause], LocalServer.Causes(error));
    }

    [Fact]
    public async Task Rules_run_at_every_depth_and_all_failures_are_told()
    {
        await using var server = await LocalServer.StartAsync();
        await server.DefineAsync("""
            {
              "type": "object", "x-kubernetes-validations": [ { "rule": "self.map.size() < 2", "message": "at the top" } ],
              "properties": {
                "map": { "type": "object", "additionalProperties": { "type": "integer",
                  "x-kubernetes-validations": [ { "rule": "self < 5", "message": "in a map" } ] } },
                "list": { "type": "array", "items": { "type": "object", "properties": { "x": { "type": "string",
                  "x-kubernetes-validations": [ { "rule": "self != 'bad'", "message": "in a list" } ] } } } }
              }
            }
            """);
        var error = await LocalServer.FailsAsync(() => server.CreateThingAsync(
            """{ "map": { "a": 1, "b": 7 }, "list": [ { "x": "good" }, { "x": "bad" } ] }"""));
        Assert.Equal(
            [
                "spec: Invalid value: \"object\": at the top",
                "spec.map[b]: Invalid value: \"integer\": in a map",
                "spec.list[1].x: Invalid value: \"string\": in a list",
            ],
            LocalServer.Causes(error));
    }

    [Fact]
    public async Task Rules_wait_until_the_schema_is_satisfied()
    {
        await using var server = await LocalServer.StartAsync();
        await server.DefineAsync(Schema("""{ "rule": "self.n > 5", "message": "m" }"""));
        var error = await LocalServer.FailsAsync(() => server.CreateThingAsync("""{ "n": "text" }"""));
        Assert.Equal(
            [
                "spec.n: Invalid value: \"string\": spec.n in body must be of type integer: \"string\"",
                "<nil>: Invalid value: \"null\": some validation rules were not checked because the object was invalid; "
                    + "correct the existing errors to complete validation",
            ],
            LocalServer.Causes(error));
    }

    [Fact]
    public async Task The_name_of_an_object_can_be_part_of_a_rule_at_its_root()
    {
        await using var server = await LocalServer.StartAsync();
        var definition = LocalServer.Json(LocalServer.Definition("""{ "type": "object" }"""));
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["x-kubernetes-validations"] = JsonNode.Parse(
            """[ { "rule": "self.metadata.name.startsWith('ok') && self.kind == 'Thing'", "message": "name" } ]""");
        await server.CreateAsync(definition.ToJsonString());
        await server.CreateThingAsync("{}", "ok-1");
        var error = await LocalServer.FailsAsync(() => server.CreateThingAsync("{}", "bad"));
        Assert.Equal(["<nil>: Invalid value: \"object\": name"], LocalServer.Causes(error).Select(cause => cause));
        Assert.Equal("Thing.example.com \"bad\" is invalid: <nil>: Invalid value: \"object\": name", error.Message);
    }

    [Fact]
    public async Task An_object_that_costs_too_much_to_check_is_refused()
    {
        await using var server = await LocalServer.StartAsync();
        await server.DefineAsync(Schema("""{ "rule": "self.list.all(a, self.list.all(b, a <= b || b <= a))", "message": "m" }"""));
        var list = string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"{i}\""));
        var error = await LocalServer.FailsAsync(() => server.CreateThingAsync($$"""{ "n": 1, "list": [ {{list}} ] }"""));
        Assert.Equal(["spec: Invalid value: \"object\": 'operation cancelled: actual cost limit exceeded': no further validation rules "
            + "will be run due to call cost exceeds limit for rule: m"], LocalServer.Causes(error));
    }

    private static string Schema(string rule) => $$"""
        {
          "type": "object", "x-kubernetes-validations": [ {{rule}} ],
          "properties": {
            "n": { "type": "integer" }, "list": { "type": "array", "items": { "type": "string" } },
            "port": { "x-kubernetes-int-or-string": true }, "map": { "type": "object", "additionalProperties": { "type": "string" } }
          }
        }
        """;
}
