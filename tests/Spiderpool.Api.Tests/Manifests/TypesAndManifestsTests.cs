using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Crds;

namespace Spiderpool.Api.Tests.Manifests;

/// <summary>The C# types and the CRD manifests say the same.</summary>
public class TypesAndManifestsTests
{
    public static TheoryData<string> Kinds() => [.. CrdManifest.All.Keys.Order()];

    [Fact]
    public void There_is_one_manifest_for_each_kind()
    {
        Assert.Equal(
            ["SpiderCoordinator", "SpiderEndpoint", "SpiderIPPool", "SpiderMultusConfig", "SpiderReservedIP", "SpiderSubnet"],
            CrdManifest.All.Values.Select(manifest => manifest.Definition.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(CrdManifest.All.Values.Select(manifest => manifest.Path).Order(StringComparer.Ordinal), CrdManifest.Files);
    }

    [Fact]
    public void A_kind_with_a_status_has_conditions_by_type_and_one_without_has_none()
    {
        var conditions = CrdManifest.All.Values.SelectMany(manifest => manifest.Nodes)
            .Where(node => node.Path.EndsWith("conditions", StringComparison.Ordinal)).ToArray();

        Assert.Equal(CrdManifest.All.Keys.Except(["spiderreservedips"]).Order(), Kinds().Select(kind => kind.Data)
            .Where(kind => CrdManifest.All[kind].Nodes.Any(node => node.Path == ".status")));
        Assert.Equal(5, conditions.Length);
        Assert.All(conditions, node =>
        {
            Assert.Equal(".status.conditions", node.Path);
            Assert.Equal("map", (string?)node.Schema["x-kubernetes-list-type"]);
            Assert.Equal("type", (string?)node.Schema["x-kubernetes-list-map-keys"]!.AsArray().Single());
            // meta/v1 Condition: what a client of any language expects.
            Assert.Equal(["type", "status", "lastTransitionTime", "reason", "message"], node.Children.Single().Required);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_manifest_names_the_resource_as_its_type_does(string plural)
    {
        var (type, definition, document) = CrdManifest.All[plural];
        var spec = document["spec"]!;

        Assert.Equal(type.Name, definition.Kind);
        Assert.Equal(definition.Kind, (string?)spec["names"]!["kind"]);
        Assert.Equal(definition.Kind + "List", (string?)spec["names"]!["listKind"]);
        Assert.Equal(definition.Kind.ToLowerInvariant(), (string?)spec["names"]!["singular"]);
        Assert.Equal(definition.Plural, (string?)spec["names"]!["plural"]);
        Assert.Equal(definition.Group, (string?)spec["group"]);
        Assert.Equal(definition.Version, (string?)spec["versions"]![0]!["name"]);
        Assert.Equal(definition.IsNamespaced ? "Namespaced" : "Cluster", (string?)spec["scope"]);
        Assert.Equal($"{definition.Plural}.{definition.Group}", (string?)document["metadata"]!["name"]);
        Assert.Equal("spiderpool", (string?)spec["names"]!["categories"]!.AsArray().Single());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_of_the_schema_is_a_property_of_the_type_and_the_other_way_round(string plural)
    {
        var manifest = CrdManifest.All[plural];

        Assert.Empty(Differences(new SchemaNode("", manifest.Schema, null), manifest.TypeInfo));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_field_that_may_be_absent_is_a_property_that_may_be_null(string plural)
    {
        var manifest = CrdManifest.All[plural];

        Assert.Empty(NotNullable(new SchemaNode("", manifest.Schema, null), manifest.TypeInfo).Except([".spec"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_back_whole_keeps_fields_that_it_does_not_know(string plural)
    {
        var type = CrdManifest.All[plural].TypeInfo;

        Assert.All(
            Properties(type).Where(property => property.Name is "spec" or "status")
                .Select(property => TypeOf(property.PropertyType)),
            part => Assert.Contains(part.Properties, property => property.IsExtensionData));
    }

    [Fact]
    public void The_modes_of_the_coordinator_are_those_of_the_schemas() =>
        Assert.All(
            new[] { ("spidercoordinators", ".spec.mode"), ("spidermultusconfigs", ".spec.coordinator.mode") },
            place => AssertEnum(typeof(CoordinatorMode), place.Item1, place.Item2));

    [Fact]
    public void The_types_of_network_are_those_of_the_schema() =>
        AssertEnum(typeof(CniType), "spidermultusconfigs", ".spec.cniType");

    private static void AssertEnum(Type constants, string plural, string path)
    {
        var schema = CrdManifest.All[plural].Nodes.Single(node => node.Path == path).Schema;
        Assert.Equal(
            constants.GetFields().Select(field => (string?)field.GetRawConstantValue()).Order(),
            schema["enum"]!.AsArray().Select(value => (string?)value).Order());
    }

    private static IEnumerable<string> Differences(SchemaNode node, JsonTypeInfo type)
    {
        if (!Fits(node.Schema, type))
            return [$"{node.Path}: {node.Type} {(string?)node.Schema["format"]} is not a {type.Type}"];
        if (type.Kind == JsonTypeInfoKind.Enumerable)
            return Differences(node.Children.Single(), TypeOf(type.ElementType!));
        if (type.Kind != JsonTypeInfoKind.Object)
            return [];
        var properties = Properties(type).ToDictionary(property => property.Name);
        var children = node.Children.ToDictionary(child => child.Path[(node.Path.Length + 1)..]);
        return children.Keys.Except(properties.Keys).Select(name => $"{node.Path}.{name}: not in {type.Type.Name}")
            .Concat(properties.Keys.Except(children.Keys).Select(name => $"{node.Path}.{name}: not in the manifest"))
            .Concat(children.Where(child => properties.ContainsKey(child.Key))
                .SelectMany(child => Differences(child.Value, TypeOf(properties[child.Key].PropertyType))));
    }

    private static bool Fits(JsonObject schema, JsonTypeInfo type) => ((string?)schema["type"], (string?)schema["format"]) switch
    {
        ("string", null) => type.Type == typeof(string),
        ("string", "date-time") => type.Type == typeof(DateTimeOffset),
        ("boolean", null) => type.Type == typeof(bool),
        ("integer", "int64") => type.Type == typeof(long),
        ("integer", "int32") => type.Type == typeof(int),
        ("integer", null) => type.Type == typeof(int) || type.Type == typeof(long),
        ("array", null) => type.Kind == JsonTypeInfoKind.Enumerable,
        ("object", null) when schema["additionalProperties"] is JsonObject values =>
            type.Kind == JsonTypeInfoKind.Dictionary && Fits(values, TypeOf(type.ElementType!)),
        ("object", null) => type.Kind == JsonTypeInfoKind.Object,
        _ => false,
    };

    private static IEnumerable<string> NotNullable(SchemaNode node, JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable)
            return NotNullable(node.Children.Single(), TypeOf(type.ElementType!));
        if (type.Kind != JsonTypeInfoKind.Object)
            return [];
        var properties = Properties(type).ToDictionary(property => property.Name);
        return node.Children.SelectMany(child =>
        {
            var property = properties[child.Path[(node.Path.Length + 1)..]];
            var inner = NotNullable(child, TypeOf(property.PropertyType));
            return node.Required.Contains(property.Name) || MayBeNull(property) ? inner : inner.Prepend(child.Path);
        });
    }

    private static bool MayBeNull(JsonPropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : property.IsSetNullable;

    private static IEnumerable<JsonPropertyInfo> Properties(JsonTypeInfo type) => type.Properties.Where(property =>
        !property.IsExtensionData && property.Get is not null && property.Name is not ("apiVersion" or "kind" or "metadata"));

    private static JsonTypeInfo TypeOf(Type type) => ApiJson.Default.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type)!;
}
