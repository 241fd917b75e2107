using System.Text.RegularExpressions;

namespace Spiderpool.Api.Tests.Manifests;

/// <summary>
/// Rules in CEL that each server which knows them accepts (1.25 and newer), and that cost so little that its estimate
/// admits them: docs/reference/crds.md, "Validation".
/// </summary>
public partial class ValidationRuleTests
{
    // What Kubernetes 1.25 has; isCIDR, ip, cidr, format, sets and optionals came later and would make the CRD invalid.
    private static readonly string[] Functions =
        ["has", "all", "contains", "endsWith", "int", "matches", "replace", "size", "split"];

    public static TheoryData<string> Kinds() => TypesAndManifestsTests.Kinds();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rule_has_only_the_keys_and_functions_of_Kubernetes_1_25(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes.SelectMany(node => node.Rules), rule =>
        {
            Assert.Equal(["rule", "message"], rule.Select(pair => pair.Key));
            var code = Text().Replace((string)rule["rule"]!, "''");
            Assert.Empty(Call().Matches(code).Select(match => match.Groups[1].Value).Except(Functions));
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rule_tells_the_user_in_one_line_what_to_do(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes.SelectMany(node => node.Rules), rule =>
            Assert.Matches(@"^\S[^\n]{20,}$", (string)rule["message"]!));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rule_works_on_bounded_values_only(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes.Where(node => node.Rules.Any()), node =>
        {
            for (var place = node; place is not null; place = place.Parent)
                Assert.True(place.Type != "array" || place.Schema.ContainsKey("maxItems"), $"{place.Path} needs maxItems");
            Assert.True(node.Type != "string" || node.Schema.ContainsKey("maxLength"), $"{node.Path} needs maxLength");
            // Lists and strings that the rule reaches through self.
            foreach (Match match in Reach().Matches(string.Concat(node.Rules.Select(rule => (string?)rule["rule"]))))
            {
                var list = node.Children.Single(child => child.Path == $"{node.Path}.{match.Groups[1].Value}");
                Assert.True(list.Schema.ContainsKey(list.Type == "array" ? "maxItems" : "maxLength"), list.Path);
            }
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rule_compares_with_the_old_value_only_where_there_is_exactly_one(string plural) =>
        Assert.All(
            CrdManifest.All[plural].Nodes.Where(node => node.Rules.Any(rule => ((string)rule["rule"]!).Contains("oldSelf"))),
            node =>
            {
                Assert.DoesNotContain("[]", node.Path);
                Assert.Contains(node.Path, new[] { ".spec.ipVersion", ".spec.subnet" });
            });

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b([a-zA-Z]+)\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\bself\.(\w+)\.(?:all|contains|endsWith|matches|replace|split)\(")]
    private static partial Regex Reach();
}
