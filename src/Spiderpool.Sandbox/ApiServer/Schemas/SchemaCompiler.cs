using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Compiles schemas and collects what is wrong with them.</summary>
internal sealed partial class SchemaCompiler(List<FieldError> errors)
{
    private const int MaxDepth = 100;

    private static readonly ImmutableHashSet<string> Types =
        ["object", "array", "string", "integer", "number", "boolean"];

    /// <param name="source">The schema of a whole resource.</param>
    /// <param name="path">Of the schema in the CRD, for errors.</param>
    public StructuralSchema Compile(JsonObject source, string path) =>
        Compile(source, new SchemaPlace(path, IsStructural: true, IsResource: true, Depth: 0, Uncorrelatable: null));

    private StructuralSchema Compile(JsonObject source, SchemaPlace place)
    {
        var path = place.Path;
        if (place.Depth > MaxDepth)
            throw ApiErrors.BadRequest($"the schema at {path} is nested deeper than {MaxDepth} levels");
        CheckForm(source, place);
        var schema = Read(source, place);
        var rules = Rules(source.Array("x-kubernetes-validations"), schema, place);
        var use = rules.Any(rule => rule.UsesOldSelf) ? RuleUse.TransitionRules : rules.Length > 0 ? RuleUse.Rules : RuleUse.None;
        var children = schema.Properties.Values.Append(schema.AdditionalProperties).Append(schema.Items);
        schema = schema with
        {
            Rules = rules,
            RuleUse = children.Aggregate(use, (most, child) => child?.RuleUse > most ? child.RuleUse : most),
        };
        CheckDefault(schema, path);
        return schema;
    }

    private void CheckForm(JsonObject source, SchemaPlace place)
    {
        var type = source.Text("type");
        if (type is not null && !Types.Contains(type))
            errors.Add(FieldError.NotSupported($"{place.Path}.type", type, Types.Order()));
        if (!place.IsStructural)
            return;
        if (type is null && !source.Flag("x-kubernetes-int-or-string") && !source.Flag("x-kubernetes-preserve-unknown-fields"))
            errors.Add(FieldError.Required($"{place.Path}.type", "must not be empty for specified object fields"));
        if (type == "array" && source.Object("items") is null)
            errors.Add(FieldError.Required($"{place.Path}.items", "must be specified"));
    }

    private StructuralSchema Read(JsonObject source, SchemaPlace place)
    {
        var path = place.Path;
        return new StructuralSchema
        {
            Source = source,
            Type = source.Text("type"),
            Format = source.Text("format"),
            Nullable = source.Flag("nullable"),
            IntOrString = source.Flag("x-kubernetes-int-or-string"),
            PreserveUnknownFields = source.Flag("x-kubernetes-preserve-unknown-fields"),
            EmbeddedResource = source.Flag("x-kubernetes-embedded-resource"),
            Properties = Children(source, place),
            AdditionalProperties = Child(source, "additionalProperties", place.Member(source, $"{path}.additionalProperties")),
            AllowsAnyProperty = source.Flag("additionalProperties"),
            Items = Child(source, "items", place.Item(source)),
            Required = [.. source.Texts("required")],
            Enum = source.Array("enum"),
            Default = source["default"],
            Pattern = Pattern(source.Text("pattern"), path),
            Minimum = (source["minimum"] as JsonValue)?.AsDecimal(),
            ExclusiveMinimum = source.Flag("exclusiveMinimum"),
            Maximum = (source["maximum"] as JsonValue)?.AsDecimal(),
            ExclusiveMaximum = source.Flag("exclusiveMaximum"),
            MultipleOf = (source["multipleOf"] as JsonValue)?.AsDecimal(),
            MinLength = source.Integer("minLength"),
            MaxLength = source.Integer("maxLength"),
            MinItems = source.Integer("minItems"),
            MaxItems = source.Integer("maxItems"),
            MinProperties = source.Integer("minProperties"),
            MaxProperties = source.Integer("maxProperties"),
            ListType = source.Text("x-kubernetes-list-type"),
            ListMapKeys = [.. source.Texts("x-kubernetes-list-map-keys")],
            MapType = source.Text("x-kubernetes-map-type"),
            AllOf = Junctors(source, "allOf", place),
            AnyOf = Junctors(source, "anyOf", place),
            OneOf = Junctors(source, "oneOf", place),
            Not = Child(source, "not", place.Junctor($"{path}.not")),
        };
    }

    private ImmutableDictionary<string, StructuralSchema> Children(JsonObject source, SchemaPlace place)
    {
        var result = ImmutableDictionary.CreateBuilder<string, StructuralSchema>(StringComparer.Ordinal);
        foreach (var (name, value) in source.Object("properties") ?? [])
        {
            var path = $"{place.Path}.properties[{name}]";
            if (value is JsonObject child)
                result[name] = Compile(child, place.Member(source, path));
            else
                errors.Add(FieldError.WrongType(path, FieldError.Show(value), "must be a schema object"));
        }

        return result.ToImmutable();
    }

    private StructuralSchema? Child(JsonObject source, string name, SchemaPlace place) =>
        source.Object(name) is { } child ? Compile(child, place) : null;

    private ImmutableArray<StructuralSchema> Junctors(JsonObject source, string name, SchemaPlace place) =>
        [.. (source.Array(name) ?? []).OfType<JsonObject>()
            .Select((item, i) => Compile(item, place.Junctor($"{place.Path}.{name}[{i}]")))];

    private Re2Pattern? Pattern(string? pattern, string path)
    {
        if (pattern is null)
            return null;
        try
        {
            return Re2Pattern.Parse(pattern);
        }
        catch (FormatException e)
        {
            errors.Add(FieldError.Invalid($"{path}.pattern", FieldError.Show(pattern),
                $"must be a valid regular expression, but isn't: error parsing regexp: {e.Message}"));
            return null;
        }
    }
}
