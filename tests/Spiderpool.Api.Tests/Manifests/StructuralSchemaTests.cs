using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Spiderpool.Api.Tests.Manifests;

/// <summary>
/// What makes an API server refuse a CRD (apiextensions.k8s.io/v1, "Specifying a structural schema"), for each server
/// from 1.20 on.
/// </summary>
public class StructuralSchemaTests
{
    private static readonly string[] Keywords =
    [
        "description", "type", "format", "enum", "default", "required", "properties", "items", "additionalProperties",
        "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern",
        "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type", "x-kubernetes-validations",
    ];

    public static TheoryData<string> Kinds() => TypesAndManifestsTests.Kinds();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_schema_has_a_type_and_known_keywords(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes, node =>
        {
            Assert.NotNull(node.Type);
            Assert.Empty(node.Schema.Select(pair => pair.Key).Except(Keywords));
            Assert.False(node.Schema.ContainsKey("properties") && node.Schema.ContainsKey("additionalProperties"), node.Path);
            Assert.Equal(node.Type == "array", node.Schema.ContainsKey("items"));
            Assert.Equal(node.Type == "array", node.Schema.ContainsKey("x-kubernetes-list-type"));
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_field_explains_itself_to_the_user(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes.Where(node => !node.IsItem), node =>
        {
            var text = (string?)node.Schema["description"];
            Assert.True(text is { Length: > 5 } && text.EndsWith('.'), node.Path);
            if (node.Schema["default"] is JsonNode value)
                Assert.Contains($"Default: {value}.", text);
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_required_field_exists(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes, node =>
            Assert.Empty(node.Required.Except(node.Children.Select(child => child.Path[(node.Path.Length + 1)..]))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_default_is_a_valid_value(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes.Where(node => node.Schema.ContainsKey("default")), node =>
        {
            var value = node.Schema["default"]!;
            Assert.Equal(node.Type, value.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
                System.Text.Json.JsonValueKind.Number => "integer",
                _ => "string",
            });
            if (node.Schema["enum"] is JsonArray values)
                Assert.Contains((string?)value, values.Select(one => (string?)one));
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_key_of_a_list_that_is_a_map_is_required(string plural) =>
        Assert.All(
            CrdManifest.All[plural].Nodes.Where(node => (string?)node.Schema["x-kubernetes-list-type"] == "map"),
            node => Assert.Empty(node.Schema["x-kubernetes-list-map-keys"]!.AsArray().Select(key => (string)key!)
                .Except(node.Children.Single().Required)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_pattern_is_of_the_syntax_that_Go_and_dotNET_share(string plural) =>
        Assert.All(CrdManifest.All[plural].Nodes.Where(node => node.Schema.ContainsKey("pattern")), node =>
        {
            var pattern = (string)node.Schema["pattern"]!;
            Assert.True(pattern.StartsWith('^') && pattern.EndsWith('$'), node.Path);
            Assert.DoesNotContain("(?", pattern);
            _ = new Regex(pattern);
        });
}
