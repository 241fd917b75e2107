using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spiderpool.Sandbox.ApiServer.Cel;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Compiles schemas and collects what is wrong with them.</summary>
internal sealed class SchemaCompiler(List<FieldError> errors)
{
    private const int MaxDepth = 100;
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private static readonly ImmutableHashSet<string> Types =
        ["object", "array", "string", "integer", "number", "boolean"];

    /// <param name="source">The schema object.</param>
    /// <param name="path">Of the schema in the CRD, for errors.</param>
    /// <param name="structural">False below allOf, anyOf, oneOf and not, where no type is required.</param>
    public StructuralSchema Compile(JsonObject source, string path, bool structural = true, int depth = 0)
    {
        if (depth > MaxDepth)
            throw ApiErrors.BadRequest($"the schema at {path} is nested deeper than {MaxDepth} levels");
        var type = source.Text("type");
        var intOrString = source.Flag("x-kubernetes-int-or-string");
        var preserve = source.Flag("x-kubernetes-preserve-unknown-fields");
        if (type is not null && !Types.Contains(type))
            errors.Add(FieldError.NotSupported($"{path}.type", type, Types.Order()));
        if (structural && type is null && !intOrString && !preserve)
            errors.Add(FieldError.Required($"{path}.type", "must not be empty for specified object fields"));
        if (structural && type == "array" && source.Object("items") is null)
            errors.Add(FieldError.Required($"{path}.items", "must be specified"));

        return new StructuralSchema
        {
            Source = source,
            Type = type,
            Format = source.Text("format"),
            Nullable = source.Flag("nullable"),
            IntOrString = intOrString,
            PreserveUnknownFields = preserve,
            EmbeddedResource = source.Flag("x-kubernetes-embedded-resource"),
            Properties = Children(source.Object("properties"), $"{path}.properties", structural, depth),
            AdditionalProperties = Child(source, "additionalProperties", path, structural, depth),
            AllowsAnyProperty = source.Flag("additionalProperties"),
            Items = Child(source, "items", path, structural, depth),
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
            AllOf = List(source, "allOf", path, depth),
            AnyOf = List(source, "anyOf", path, depth),
            OneOf = List(source, "oneOf", path, depth),
            Not = Child(source, "not", path, structural: false, depth),
            Rules = Rules(source.Array("x-kubernetes-validations"), path),
        };
    }

    private ImmutableDictionary<string, StructuralSchema> Children(
        JsonObject? properties, string path, bool structural, int depth)
    {
        if (properties is null)
            return ImmutableDictionary<string, StructuralSchema>.Empty;
        var result = ImmutableDictionary.CreateBuilder<string, StructuralSchema>(StringComparer.Ordinal);
        foreach (var (name, value) in properties)
        {
            if (value is JsonObject child)
                result[name] = Compile(child, $"{path}[{name}]", structural, depth + 1);
            else
                errors.Add(FieldError.WrongType($"{path}[{name}]", FieldError.Show(value), "must be a schema object"));
        }

        return result.ToImmutable();
    }

    private StructuralSchema? Child(JsonObject source, string name, string path, bool structural, int depth) =>
        source.Object(name) is { } child ? Compile(child, $"{path}.{name}", structural, depth + 1) : null;

    private ImmutableArray<StructuralSchema> List(JsonObject source, string name, string path, int depth) =>
        [.. (source.Array(name) ?? []).OfType<JsonObject>()
            .Select((item, i) => Compile(item, $"{path}.{name}[{i}]", structural: false, depth + 1))];

    private Regex? Pattern(string? pattern, string path)
    {
        if (pattern is null)
            return null;
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException e)
        {
            errors.Add(FieldError.Invalid($"{path}.pattern", FieldError.Show(pattern),
                $"must be a valid regular expression, but isn't: {e.Message}"));
            return null;
        }
    }

    private ImmutableArray<ValidationRule> Rules(JsonArray? rules, string path)
    {
        var result = ImmutableArray.CreateBuilder<ValidationRule>();
        for (var i = 0; i < rules?.Count; i++)
        {
            if (rules[i] is not JsonObject rule)
                continue;
            if (rule["rule"].AsText() is not { Length: > 0 } text)
            {
                errors.Add(FieldError.Required($"{path}.x-kubernetes-validations[{i}].rule"));
                continue;
            }

            try
            {
                result.Add(ValidationRule.Compile(rule, text));
            }
            catch (CelException e)
            {
                errors.Add(FieldError.Invalid($"{path}.x-kubernetes-validations[{i}].rule", FieldError.Show(text),
                    $"compilation failed: {e.Message}"));
            }
        }

        return result.ToImmutable();
    }
}
