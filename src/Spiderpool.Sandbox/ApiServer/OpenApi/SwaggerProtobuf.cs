using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Protobuf;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>
/// An OpenAPI v2 document as the message <c>openapi.v2.Document</c> of gnostic, which is the only form that kubectl reads. The
/// field numbers are those of gnostic's OpenAPIv2.proto.
/// </summary>
internal static class SwaggerProtobuf
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    public static byte[] Write(JsonObject document)
    {
        var writer = new ProtobufWriter();
        writer.Text(1, document.Text("swagger"));
        writer.Message(2, info =>
        {
            info.Text(1, document.At("info", "title").AsText());
            info.Text(2, document.At("info", "version").AsText());
        });
        writer.Message(8, paths =>
        {
            foreach (var (path, item) in document.Object("paths") ?? [])
                paths.Message(2, named => Named(named, path, value => PathItem(value, item)));
        });
        writer.Message(9, definitions => NamedSchemas(definitions, document.Object("definitions")));
        return writer.ToArray();
    }

    private static void PathItem(ProtobufWriter writer, JsonNode? item)
    {
        for (var i = 0; i < Methods.Length; i++)
        {
            if (item.Object(Methods[i]) is { } operation)
                writer.Message(i + 2, message => Operation(message, operation));
        }
    }

    private static void Operation(ProtobufWriter writer, JsonObject operation)
    {
        foreach (var parameter in operation.Array("parameters") ?? [])
        {
            // ParametersItem.parameter . Parameter.non_body_parameter . NonBodyParameter.query_parameter_sub_schema
            writer.Message(8, item => item.Message(1, either => either.Message(2, nonBody => nonBody.Message(3, query =>
            {
                query.Text(2, parameter.Text("in"));
                query.Text(4, parameter.Text("name"));
                query.Text(6, parameter.Text("type"));
            }))));
        }

        writer.Message(9, responses =>
        {
            foreach (var (code, response) in operation.Object("responses") ?? [])
                responses.Message(1, named => Named(named, code,
                    value => value.Message(1, body => body.Text(1, response.Text("description")))));
        });
        Extensions(writer, 13, operation);
    }

    private static void Schema(ProtobufWriter writer, JsonNode? schema)
    {
        writer.Text(1, schema.Text("$ref"));
        writer.Text(2, schema.Text("format"));
        writer.Text(4, schema.Text("description"));
        Real(writer, 6, schema.Member("multipleOf"));
        Real(writer, 7, schema.Member("maximum"));
        writer.Flag(8, schema.Flag("exclusiveMaximum"));
        Real(writer, 9, schema.Member("minimum"));
        writer.Flag(10, schema.Flag("exclusiveMinimum"));
        Integer(writer, 11, schema.Integer("maxLength"));
        Integer(writer, 12, schema.Integer("minLength"));
        writer.Text(13, schema.Text("pattern"));
        Integer(writer, 14, schema.Integer("maxItems"));
        Integer(writer, 15, schema.Integer("minItems"));
        writer.Flag(16, schema.Flag("uniqueItems"));
        Integer(writer, 17, schema.Integer("maxProperties"));
        Integer(writer, 18, schema.Integer("minProperties"));
        foreach (var name in schema.Texts("required"))
            writer.Text(19, name);
        foreach (var value in schema.Array("enum") ?? [])
            writer.Message(20, any => any.Text(2, Yaml(value)));
        if (schema.Object("additionalProperties") is { } additional)
            writer.Message(21, item => item.Message(1, inner => Schema(inner, additional)));
        if (schema.Text("type") is { } type)
            writer.Message(22, item => item.Text(1, type));
        if (schema.Object("items") is { } items)
            writer.Message(23, item => item.Message(1, inner => Schema(inner, items)));
        if (schema.Object("properties") is { } properties)
            writer.Message(25, item => NamedSchemas(item, properties));
        Extensions(writer, 31, (JsonObject?)schema);
    }

    private static void NamedSchemas(ProtobufWriter writer, JsonObject? schemas)
    {
        foreach (var (name, schema) in schemas ?? [])
            writer.Message(1, named => Named(named, name, value => Schema(value, schema)));
    }

    private static void Extensions(ProtobufWriter writer, int field, JsonObject? owner)
    {
        foreach (var (name, value) in owner ?? [])
        {
            if (name.StartsWith("x-", StringComparison.Ordinal))
                writer.Message(field, named => Named(named, name, any => any.Text(2, Yaml(value))));
        }
    }

    private static void Named(ProtobufWriter writer, string name, Action<ProtobufWriter> value)
    {
        writer.Text(1, name);
        writer.Message(2, value);
    }

    private static void Real(ProtobufWriter writer, int field, JsonNode? value)
    {
        if (value is JsonValue number && number.AsDecimal() is { } parsed)
            writer.Real(field, (double)parsed);
    }

    private static void Integer(ProtobufWriter writer, int field, long? value)
    {
        if (value is { } number)
            writer.Integer(field, number);
    }

    // JSON is YAML.
    private static string Yaml(JsonNode? value) => Encoding.UTF8.GetString(JsonText.Serialize(value));
}
