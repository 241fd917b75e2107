using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>Collects the definitions of resources and of all types they refer to.</summary>
internal sealed class DefinitionBuilder(SchemaDialect dialect)
{
    private const string KindExtension = "x-kubernetes-group-version-kind";

    private static readonly TypeReference ObjectMeta = new("", "meta/v1", "ObjectMeta");

    public JsonObject Definitions { get; } = [];

    public void Add(ResourceDefinition resource)
    {
        if (resource.Schema is { } schema)
        {
            var definition = dialect.IsFull ? schema.Source.Copy() : CustomSchemaV2.Of(schema.Source);
            var properties = definition.Ensure("properties");
            AddTypeMembers(properties);
            properties["metadata"] = Schema(ObjectMeta);
            definition[KindExtension] = new JsonArray(GroupVersionKind(resource));
            Definitions.TryAdd(DefinitionNames.OfCustom(resource), definition);
        }
        else if (TypeCatalogue.Instance.Find(resource) is { } type)
        {
            Add(type);
            var definition = Definitions.Object(type.DefinitionName)!;
            AddTypeMembers(definition.Ensure("properties"));
            definition[KindExtension] = new JsonArray(GroupVersionKind(resource));
        }
    }

    public static JsonObject GroupVersionKind(ResourceDefinition resource) =>
        new() { ["group"] = resource.Group, ["kind"] = resource.Kind, ["version"] = resource.Version };

    private void Add(TypeDescription type)
    {
        if (Definitions.ContainsKey(type.DefinitionName))
            return;
        var definition = new JsonObject { ["description"] = type.Description, ["type"] = "object" };
        Definitions[type.DefinitionName] = definition;
        var properties = new JsonObject();
        foreach (var field in type.Fields)
            properties[field.Name] = Property(field);
        if (properties.Count > 0)
            definition["properties"] = properties;
        var required = type.Fields.Where(field => field.Required).Select(field => field.Name).ToArray();
        if (required.Length > 0)
            definition["required"] = required.ToJsonArray();
    }

    private JsonObject Property(FieldDescription field)
    {
        var schema = Schema(field.Type);
        if (field.MergeKey.Length > 0)
            schema["x-kubernetes-patch-merge-key"] = field.MergeKey;
        if (field.PatchStrategy is { } strategy)
            schema["x-kubernetes-patch-strategy"] = strategy;
        return schema;
    }

    private JsonObject Schema(TypeReference type)
    {
        if (type.Wrapper.StartsWith("[]", StringComparison.Ordinal))
            return new JsonObject { ["type"] = "array", ["items"] = Schema(type.Item()) };
        if (type.Wrapper.StartsWith("{}", StringComparison.Ordinal))
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema(type.Item()) };
        if (TypeCatalogue.Instance.Find(type) is { } inner)
        {
            Add(inner);
            return new JsonObject { ["$ref"] = dialect.ReferencePrefix + inner.DefinitionName };
        }

        return type.Name switch
        {
            "bytes" => Scalar("string", "byte"),
            "int32" or "int64" => Scalar("integer", type.Name),
            "double" => Scalar("number", "double"),
            "time" or "microTime" => Scalar("string", "date-time"),
            "intOrString" => Scalar("string", "int-or-string"),
            "boolean" => new JsonObject { ["type"] = "boolean" },
            "any" => [],
            _ => new JsonObject { ["type"] = "string" },
        };
    }

    private static JsonObject Scalar(string type, string format) => new() { ["type"] = type, ["format"] = format };

    private static void AddTypeMembers(JsonObject properties)
    {
        properties["apiVersion"] = new JsonObject { ["description"] = "Group and version of this object.", ["type"] = "string" };
        properties["kind"] = new JsonObject { ["description"] = "Kind of this object.", ["type"] = "string" };
    }
}
