using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Checks an object against a schema in one walk, with the error texts of kube-apiserver.</summary>
internal sealed partial class SchemaValidator
{
    /// <summary>Reasons of errors after which rules are not run.</summary>
    private static readonly string[] Blocking =
        ["FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid"];

    private readonly FieldPath _path = new();
    private readonly List<FieldError> _errors = [];

    /// <param name="value">The object, or any value of the schema.</param>
    /// <param name="old">
    /// The object before an update, for transition rules; null on create. What did not change is not checked again
    /// (KEP-4008, "ratcheting"), so that a stricter schema does not hold up writes to other fields.
    /// </param>
    public static IReadOnlyList<FieldError> Validate(JsonNode value, JsonNode? old, StructuralSchema schema)
    {
        var validator = new SchemaValidator();
        validator.Check(value, old, schema);
        if (schema.RuleUse == RuleUse.None)
            return validator._errors;
        // An expression may rely on the types and limits of the schema.
        if (validator._errors.Exists(error => Blocking.Contains(error.Reason)))
            validator.Add(FieldError.Invalid("", "\"null\"", "some validation rules were not checked because the object "
                + "was invalid; correct the existing errors to complete validation"));
        else
            validator.CheckRules(value, old, schema, unchanged: false);
        return validator._errors;
    }

    private void Check(JsonNode? value, JsonNode? old, StructuralSchema schema)
    {
        if (old is not null && JsonEquality.Equal(value, old))
            return;
        if (value is null)
        {
            if (!schema.Nullable && schema.Type is not null)
                AddType(schema.Type, "null");
            return;
        }

        var kind = value.GetValueKind();
        if (!HasType(kind, value, schema))
        {
            AddType(schema.Type ?? "integer or string", kind switch
            {
                JsonValueKind.True or JsonValueKind.False => "boolean",
                JsonValueKind.Number => value.AsInteger() is null ? "number" : "integer",
                _ => kind.ToString().ToLowerInvariant(),
            });
            return;
        }

        if (schema.Enum is { } allowed && !allowed.Any(item => JsonEquality.Equal(item, value)))
        {
            Add(FieldError.NotSupported(_path.ToString(), value,
                allowed.Select(item => item.AsText() ?? FieldError.Show(item))));
        }

        switch (value)
        {
            case JsonObject map:
                CheckObject(map, old as JsonObject, schema);
                break;
            case JsonArray list:
                CheckArray(list, old as JsonArray, schema);
                break;
            default:
                CheckScalar((JsonValue)value, kind, schema);
                break;
        }

        CheckJunctors(value, schema);
    }

    private void CheckObject(JsonObject map, JsonObject? old, StructuralSchema schema)
    {
        foreach (var name in schema.Required)
        {
            if (!map.ContainsKey(name))
                Add(FieldError.Required(_path.With(name)));
        }

        if (schema.EmbeddedResource)
            CheckResource(map);
        foreach (var (name, value) in map)
        {
            if (schema.Member(name) is not { } member)
                continue;
            _path.Push(name);
            Check(value, schema.IsGranular ? old.Member(name) : null, member);
            _path.Pop();
        }

        if (map.Count < schema.MinProperties)
            AddInvalid(map.Count, $"should have at least {schema.MinProperties} properties");
        if (map.Count > schema.MaxProperties)
            Add(new FieldError("FieldValueTooMany", _path.ToString(),
                $"Too many: {map.Count}: must have at most {schema.MaxProperties} items"));
    }

    /// <summary>An embedded object says what it is, whatever its schema requires.</summary>
    private void CheckResource(JsonObject map)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (map.Text(name) is null or "")
                Add(FieldError.Required(_path.With(name), "must not be empty"));
        }
    }

    private void CheckArray(JsonArray list, JsonArray? old, StructuralSchema schema)
    {
        if (list.Count < schema.MinItems)
            AddInvalid(list.Count, $"should have at least {schema.MinItems} items");
        if (list.Count > schema.MaxItems)
            Add(new FieldError("FieldValueTooMany", _path.ToString(),
                $"Too many: {list.Count}: must have at most {schema.MaxItems} items"));
        if (schema.ListType is "set" or "map")
            CheckDuplicates(list, schema);
        if (schema.Items is null)
            return;
        for (var i = 0; i < list.Count; i++)
        {
            _path.Push(i);
            Check(list[i], Correlated(list[i], old, schema), schema.Items);
            _path.Pop();
        }
    }

    private void CheckDuplicates(JsonArray list, StructuralSchema schema)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var identity = schema.ListType == "map" ? MapKey(list[i], schema) : list[i];
            if (seen.Add(identity?.ToJsonString() ?? "null"))
                continue;
            _path.Push(i);
            Add(FieldError.Duplicate(_path.ToString(), identity));
            _path.Pop();
        }
    }

    private static JsonObject MapKey(JsonNode? item, StructuralSchema schema) =>
        new(schema.ListMapKeys.Select(key => KeyValuePair.Create(key, item.Member(key)?.DeepClone())));

    private void Add(FieldError error) => _errors.Add(error);

    private void AddType(string wanted, string found) =>
        Add(FieldError.WrongType(_path.ToString(), $"\"{found}\"", $"{Body()} must be of type {wanted}: \"{found}\""));

    private void AddInvalid(JsonNode value, string rule) =>
        Add(FieldError.Invalid(
            _path.ToString(), value is JsonObject ? "\"object\"" : FieldError.Show(value), $"{Body()} {rule}"));

    private string Body() => _path.ToString() is { Length: > 0 } path ? $"{path} in body" : "in body";
}
