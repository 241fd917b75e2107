using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

internal sealed partial class SchemaValidator
{
    // Rules run after the plain checks passed: an expression may rely on the types it sees.
    private void CheckRules(JsonNode? value, JsonNode? old, StructuralSchema schema)
    {
        if (value is null)
            return;
        foreach (var rule in schema.Rules)
            CheckRule(value, old, schema, rule);
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map)
                {
                    if (schema.Member(name) is not { } memberSchema)
                        continue;
                    _path.Push(name);
                    CheckRules(member, old.Member(name), memberSchema);
                    _path.Pop();
                }

                break;
            case JsonArray list when schema.Items is not null:
                for (var i = 0; i < list.Count; i++)
                {
                    _path.Push(i);
                    CheckRules(list[i], Correlated(list[i], old as JsonArray, schema), schema.Items);
                    _path.Pop();
                }

                break;
        }
    }

    private void CheckRule(JsonNode value, JsonNode? old, StructuralSchema schema, ValidationRule rule)
    {
        if (rule.UsesOldSelf && old is null)
            return;
        string? complaint;
        try
        {
            complaint = rule.Check(value, old);
        }
        catch (CelException e)
        {
            complaint = $"{e.Message} evaluating rule: {rule.Text}";
        }

        if (complaint is null)
            return;
        var path = _path + rule.FieldPath;
        path = path.StartsWith('.') ? path[1..] : path;
        var type = $"\"{schema.Type}\"";
        Add(rule.Reason switch
        {
            "FieldValueRequired" => FieldError.Required(path, complaint),
            "FieldValueForbidden" => FieldError.Forbidden(path, complaint),
            "FieldValueDuplicate" => new FieldError("FieldValueDuplicate", path, $"Duplicate value: {type}"),
            _ => FieldError.Invalid(path, type, complaint),
        });
    }

    /// <summary>The item that had the same keys before; other lists are not correlated.</summary>
    private static JsonNode? Correlated(JsonNode? item, JsonArray? old, StructuralSchema schema) =>
        old is null || schema.ListType != "map"
            ? null
            : old.FirstOrDefault(other => JsonEquality.Equal(MapKey(other, schema), MapKey(item, schema)));
}
