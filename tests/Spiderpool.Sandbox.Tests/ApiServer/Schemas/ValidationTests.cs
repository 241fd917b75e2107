using System.Text.RegularExpressions;

namespace Spiderpool.Sandbox.Tests.ApiServer.Schemas;

/// <summary>The keywords of structural schemas.</summary>
[Trait("Category", "ApiServer")]
public partial class ValidationTests(TypedThings things) : IClassFixture<TypedThings>
{
    [Theory]
    [InlineData("""{ "text": "ab", "choice": "a", "whole": 1, "small": -2147483648, "real": 0.5, "flag": false }""")]
    [InlineData("""{ "text": "éé" }""", "spec.text: Invalid value: \"éé\": spec.text in body should match '^[a-z]+$'")]
    [InlineData("""{ "whole": 5, "real": 7, "port": 80 }""")]
    [InlineData("""{ "whole": 5.0, "port": "http" }""")]
    [InlineData("""{ "when": "2026-01-02T03:04:05Z", "ip": "10.0.0.1", "ip6": "::1", "cidr": "10.0.0.0/8", "data": "aGk=" }""")]
    [InlineData("""{ "list": [ "a" ], "set": [ "a", "b" ], "keyed": [ { "k": "a" }, { "k": "b" } ] }""")]
    [InlineData("""{ "any": { "p": 1, "q": 1 }, "one": { "q": 1 }, "all": 3, "never": "allowed", "numbers": { "a": 9 } }""")]
    [InlineData("""{ "text": 1 }""",
        "spec.text: Invalid value: \"integer\": spec.text in body must be of type string: \"integer\"")]
    [InlineData("""{ "whole": "1" }""",
        "spec.whole: Invalid value: \"string\": spec.whole in body must be of type integer: \"string\"")]
    [InlineData("""{ "whole": 1.5 }""",
        "spec.whole: Invalid value: \"number\": spec.whole in body must be of type integer: \"number\"")]
    [InlineData("""{ "flag": "true" }""",
        "spec.flag: Invalid value: \"string\": spec.flag in body must be of type boolean: \"string\"")]
    [InlineData("""{ "list": "a" }""",
        "spec.list: Invalid value: \"string\": spec.list in body must be of type array: \"string\"")]
    [InlineData("""{ "list": { "a": 1 } }""",
        "spec.list: Invalid value: \"object\": spec.list in body must be of type array: \"object\"")]
    [InlineData("""{ "list": [ null ] }""",
        "spec.list[0]: Invalid value: \"null\": spec.list[0] in body must be of type string: \"null\"")]
    [InlineData("""{ "port": true }""",
        "spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer or string: \"boolean\"")]
    [InlineData("""{ "text": "a" }""", "spec.text: Invalid value: \"a\": spec.text in body should be at least 2 chars long")]
    [InlineData("""{ "text": "abcde" }""", "spec.text: Too long: may not be more than 4 bytes")]
    [InlineData("""{ "choice": "c" }""", "spec.choice: Unsupported value: \"c\": supported values: \"a\", \"b\"")]
    [InlineData("""{ "whole": 0 }""", "spec.whole: Invalid value: 0: spec.whole in body should be greater than or equal to 1")]
    [InlineData("""{ "whole": 6 }""", "spec.whole: Invalid value: 6: spec.whole in body should be less than or equal to 5")]
    [InlineData("""{ "real": 0 }""", "spec.real: Invalid value: 0: spec.real in body should be greater than 0")]
    [InlineData("""{ "even": 3 }""", "spec.even: Invalid value: 3: spec.even in body should be a multiple of 2")]
    [InlineData("""{ "when": "yesterday" }""",
        "spec.when: Invalid value: \"yesterday\": spec.when in body must be of type date-time: \"yesterday\"")]
    [InlineData("""{ "ip": "::1" }""", "spec.ip: Invalid value: \"::1\": spec.ip in body must be of type ipv4: \"::1\"")]
    [InlineData("""{ "ip6": "10.0.0.1" }""",
        "spec.ip6: Invalid value: \"10.0.0.1\": spec.ip6 in body must be of type ipv6: \"10.0.0.1\"")]
    [InlineData("""{ "cidr": "10.0.0.0" }""",
        "spec.cidr: Invalid value: \"10.0.0.0\": spec.cidr in body must be of type cidr: \"10.0.0.0\"")]
    [InlineData("""{ "data": "?" }""", "spec.data: Invalid value: \"?\": spec.data in body must be of type byte: \"?\"")]
    [InlineData("""{ "list": [] }""", "spec.list: Invalid value: 0: spec.list in body should have at least 1 items")]
    [InlineData("""{ "list": [ "a", "b", "c" ] }""", "spec.list: Too many: 3: must have at most 2 items")]
    [InlineData("""{ "set": [ "a", "b", "a" ] }""", "spec.set[2]: Duplicate value: \"a\"")]
    [InlineData("""{ "keyed": [ { "k": "a", "v": "1" }, { "k": "a", "v": "2" } ] }""",
        "spec.keyed[1]: Duplicate value: {\"k\":\"a\"}")]
    [InlineData("""{ "keyed": [ { "v": "1" } ] }""", "spec.keyed[0].k: Required value")]
    [InlineData("""{ "object": { "may": 1 } }""", "spec.object.must: Required value")]
    [InlineData("""{ "object": { "must": "m", "may": 1, "deep": {} } }""", "spec.object: Too many: 3: must have at most 2 items")]
    [InlineData("""{ "numbers": {} }""",
        "spec.numbers: Invalid value: 0: spec.numbers in body should have at least 1 properties")]
    [InlineData("""{ "numbers": { "a": 10 } }""",
        "spec.numbers.a: Invalid value: 10: spec.numbers.a in body should be less than or equal to 9")]
    [InlineData("""{ "any": { "r": 1 } }""", "spec.any.p: Required value",
        "<nil>: Invalid value: \"\": \"spec.any\" must validate at least one schema (anyOf)")]
    [InlineData("""{ "one": { "p": 1, "q": 1 } }""",
        "<nil>: Invalid value: \"\": \"spec.one\" must validate one and only one schema (oneOf). Found 2 valid alternatives")]
    [InlineData("""{ "one": { "r": 1 } }""", "spec.one.p: Required value",
        "<nil>: Invalid value: \"\": \"spec.one\" must validate one and only one schema (oneOf). Found none valid")]
    [InlineData("""{ "all": 8 }""", "spec.all: Invalid value: 8: spec.all in body should be less than or equal to 7",
        "<nil>: Invalid value: \"\": \"spec.all\" must validate all the schemas (allOf)")]
    [InlineData("""{ "never": "forbidden" }""", "<nil>: Invalid value: \"\": \"spec.never\" must not validate the schema (not)")]
    [InlineData("""{ "whole": 0, "choice": "c" }""", "spec.choice: Unsupported value: \"c\": supported values: \"a\", \"b\"",
        "spec.whole: Invalid value: 0: spec.whole in body should be greater than or equal to 1")]
    [InlineData("""{ "resource": { "kind": "K" } }""", "spec.resource.apiVersion: Required value: must not be empty")]
    public async Task A_value_is_checked_by_its_schema(string spec, params string[] errors)
    {
        var answer = await things.CreateAsync(spec);
        Assert.Equal(errors.Length == 0 ? 201 : 422, answer.Code);
        if (errors.Length == 0)
            return;
        var causes = answer.Body["details"]!["causes"]!.AsArray();
        // Old servers leave out the position in a list.
        Assert.Equal(errors.Select(error => Position().Replace(error.Split(": ")[0], "")).Order(),
            causes.Select(cause => Position().Replace((string?)cause!["field"] ?? "", "")).Order());
        if (things.HasOurTexts)
            Assert.Equal(errors.Order(), causes.Select(cause => $"{(string?)cause!["field"]}: {(string?)cause["message"]}").Order());
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Position();
}
