using System.Collections.Immutable;
using Spiderpool.Sandbox.ApiServer.Schemas;

namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

/// <summary>Which type the values of a schema have in expressions (KEP-2876, "Data types").</summary>
internal static class SchemaTypes
{
    private static readonly CelField Text = new("", CelType.String);

    /// <param name="isResource">The root of a resource: it also has type and name, whatever the schema says.</param>
    /// <returns>Null when expressions cannot see such values: they have no schema.</returns>
    public static CelType? Of(StructuralSchema schema, bool isResource)
    {
        if (schema.IntOrString)
            return CelType.Dyn;
        return schema.Type switch
        {
            "array" => schema.Items is { } items && Of(items, items.EmbeddedResource) is { } element
                ? CelType.ListOf(element) with { Unordered = schema.ListType is "set" or "map", Keys = schema.ListMapKeys }
                : null,
            "object" when schema.AdditionalProperties is { } values =>
                Of(values, values.EmbeddedResource) is { } element ? CelType.MapOf(CelType.String, element) : null,
            "object" => OfObject(schema, isResource || schema.EmbeddedResource),
            "string" => schema.Format switch
            {
                "byte" => CelType.Bytes,
                "duration" => CelType.Duration,
                "date" or "date-time" => CelType.Timestamp,
                _ => CelType.String,
            },
            "boolean" => CelType.Bool,
            "integer" => CelType.Int,
            "number" => CelType.Double,
            _ => null,
        };
    }

    private static CelType OfObject(StructuralSchema schema, bool isResource)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, CelField>(StringComparer.Ordinal);
        foreach (var (name, member) in schema.Properties)
        {
            if (FieldNames.Escape(name) is { } escaped && Of(member, member.EmbeddedResource) is { } type)
                fields[escaped] = new CelField(name, type);
        }

        if (isResource)
        {
            fields["apiVersion"] = Text with { JsonName = "apiVersion" };
            fields["kind"] = Text with { JsonName = "kind" };
            fields["metadata"] = new CelField("metadata", new CelType(CelKind.Object)
            {
                Fields = ImmutableDictionary.CreateRange<string, CelField>(
                [
                    new("name", Text with { JsonName = "name" }),
                    new("generateName", Text with { JsonName = "generateName" }),
                ]),
            });
        }

        return new CelType(CelKind.Object) { Fields = fields.ToImmutable() };
    }
}
