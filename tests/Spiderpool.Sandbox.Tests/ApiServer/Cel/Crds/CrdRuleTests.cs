using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Patches;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel.Crds;

/// <summary>Every rule of the definitions in the chart, with objects that pass and objects that break exactly one rule.</summary>
public sealed class CrdRuleTests(CrdServer server) : IClassFixture<CrdServer>
{
    private readonly LocalServer _server = server.Local;
    private readonly string _name = $"o{Guid.NewGuid():n}";

    private static IReadOnlyList<RuleCase> All => [.. PoolCases.All, .. OtherCases.All, .. MultusCases.All, .. FamilyChange];

    /// <summary>A pool's family is that of its subnet, so that a change of it alone breaks a second rule.</summary>
    private static IEnumerable<RuleCase> FamilyChange => new[] { "SpiderIPPool", "SpiderSubnet" }.Select(kind => new RuleCase(
        kind, """{ "subnet": "10.20.0.0/16", "ipVersion": 4 }""", """{ "ipVersion": 6 }""", "spec.ipVersion",
        "ipVersion cannot be changed"));

    public static TheoryData<int, string> Refused => new(All.Except(FamilyChange).Select((item, i) => (i, item.ToString())));

    public static TheoryData<string, string> Accepted =>
    [
        .. PoolCases.Accepted.SelectMany(spec => new[] { ("SpiderIPPool", spec), ("SpiderSubnet", spec) }),
        .. OtherCases.AcceptedReservations.Select(spec => ("SpiderReservedIP", spec)),
        .. OtherCases.AcceptedCoordinators.Select(spec => ("SpiderCoordinator", spec)),
        .. MultusCases.Accepted.Select(spec => ("SpiderMultusConfig", spec)),
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task An_object_that_keeps_the_rules_is_accepted(string kind, string spec)
    {
        var created = await _server.CreateAsync(Body(kind, LocalServer.Json(spec)));
        // The same again, as an update: transition rules run too.
        Assert.Equal((string?)created["metadata"]!["uid"], (string?)(await _server.UpdateAsync(created))["metadata"]!["uid"]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_object_that_breaks_a_rule_is_refused_with_the_message_of_that_rule_alone(int index, string name)
    {
        var item = All[index];
        Assert.Equal(name, item.ToString());
        var good = LocalServer.Json(item.Base);
        var existing = await _server.CreateAsync(Body(item.Kind, good));
        var bad = MergePatch.Apply(good, LocalServer.Json(item.Change));
        if (!item.IsUpdate)
            await _server.DeleteAsync("spiderpool.spidernet.io/v2beta1", item.Kind, Namespace(existing), _name);

        var error = await LocalServer.FailsAsync(() => item.IsUpdate
            ? _server.UpdateAsync(LocalServer.Json(Body(item.Kind, bad)))
            : _server.CreateAsync(Body(item.Kind, bad)));

        Assert.Equal(422, error.Code);
        var cause = Assert.Single(LocalServer.Causes(error));
        Assert.Matches($"^{Regex.Escape(item.Path)}: Invalid value: \"(object|string|integer)\": ", cause);
        Assert.Contains($": {item.Message}", cause);
    }

    [Theory]
    [InlineData("SpiderIPPool")]
    [InlineData("SpiderSubnet")]
    public async Task The_family_of_a_pool_cannot_be_changed(string kind)
    {
        await _server.CreateAsync(Body(kind, LocalServer.Json("""{ "subnet": "10.20.0.0/16", "ipVersion": 4 }""")));
        var error = await LocalServer.FailsAsync(() =>
            _server.UpdateAsync(LocalServer.Json(Body(kind, LocalServer.Json("""{ "subnet": "10.20.0.0/16", "ipVersion": 6 }""")))));
        Assert.Equal(
            [
                "spec: Invalid value: \"object\": ipVersion must be the family of subnet: 4 for 10.20.0.0/16, 6 for fd00:20::/64; "
                    + "or leave it out",
                "spec.ipVersion: Invalid value: \"integer\": ipVersion cannot be changed: create another object",
            ],
            LocalServer.Causes(error));
    }

    [Fact]
    public void Every_rule_of_every_definition_is_broken_by_a_case()
    {
        var rules = CustomResourceManifests.All.Select(YamlText.ParseObject).SelectMany(definition =>
            Rules(definition.At("spec")!["versions"]![0]!["schema"]!["openAPIV3Schema"]!, "")
                .Select(rule => $"{definition["spec"]!["names"]!["kind"]} {rule}")).ToList();
        Assert.Equal(74, rules.Count);
        Assert.DoesNotContain(rules, rule => !All.Any(item =>
            rule.StartsWith($"{item.Kind} {item.SchemaPath}: {item.Message}", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Rules(JsonNode schema, string path)
    {
        foreach (var rule in schema.Array("x-kubernetes-validations") ?? [])
            yield return $"{path}: {rule.Text("message")!.Trim()}";
        foreach (var (name, child) in schema.Object("properties") ?? [])
        {
            foreach (var rule in Rules(child!, path.Length == 0 ? name : $"{path}.{name}"))
                yield return rule;
        }

        foreach (var rule in schema.Object("items") is { } items ? Rules(items, $"{path}[]") : [])
            yield return rule;
    }

    private static string Namespace(JsonObject tree) => (string?)tree["metadata"]!["namespace"] ?? "";

    private string Body(string kind, JsonObject spec) => $$"""
        {
          "apiVersion": "spiderpool.spidernet.io/v2beta1", "kind": "{{kind}}", "metadata": { "name": "{{_name}}" },
          "spec": {{spec.ToJsonString()}}
        }
        """;
}
