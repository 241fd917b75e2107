using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel;
using Spiderpool.Sandbox.ApiServer.Cel.Evaluation;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

internal sealed partial class SchemaValidator
{
    private readonly CostBudget _budget = new();

    /// <param name="unchanged">Something around the value is as before: only transition rules count.</param>
    private void CheckRules(JsonNode? value, JsonNode? old, StructuralSchema schema, bool unchanged)
    {
        if (value is null || schema.RuleUse == RuleUse.None || _budget.Left < 0)
            return;
        unchanged = unchanged || (old is not null && JsonEquality.Equal(value, old));
        if (unchanged && schema.RuleUse != RuleUse.TransitionRules)
            return;
        RunRules(value, old, schema, unchanged);
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map)
                    CheckMemberRules(name, member, schema.IsGranular ? old.Member(name) : null, schema, unchanged);
                break;
            case JsonArray list when schema.Items is not null:
                for (var i = 0; i < list.Count; i++)
                {
                    _path.Push(i);
                    CheckRules(list[i], Correlated(list[i], old as JsonArray, schema), schema.Items, unchanged);
                    _path.Pop();
                }

                break;
        }
    }

    private void CheckMemberRules(string name, JsonNode? value, JsonNode? old, StructuralSchema schema, bool unchanged)
    {
        if (schema.Member(name) is not { } member)
            return;
        if (schema.Properties.ContainsKey(name))
            _path.Push(name);
        else
            _path.PushKey(name);
        CheckRules(value, old, member, unchanged);
        _path.Pop();
    }

    private void RunRules(JsonNode value, JsonNode? old, StructuralSchema schema, bool unchanged)
    {
        foreach (var rule in schema.Rules)
        {
            if (_budget.Left < 0)
                return;
            if (unchanged && !rule.UsesOldSelf)
                continue;
            if (rule.Check(JsonValues.Convert(value, rule.Self), old, _budget) is { } failure)
                Add(Failed(rule, failure, schema));
        }
    }

    private FieldError Failed(ValidationRule rule, RuleFailure failure, StructuralSchema schema)
    {
        var path = _path.ToString();
        var type = $"\"{schema.Type}\"";
        if (failure.Broken)
            return FieldError.Invalid(path, type, failure.Message);
        path += rule.FieldPath;
        path = path.StartsWith('.') ? path[1..] : path;
        return rule.Reason switch
        {
            "FieldValueRequired" => FieldError.Required(path, failure.Message),
            "FieldValueForbidden" => FieldError.Forbidden(path, failure.Message),
            "FieldValueDuplicate" => new FieldError("FieldValueDuplicate", path, $"Duplicate value: {type}"),
            _ => FieldError.Invalid(path, type, failure.Message),
        };
    }

    /// <summary>The item that had the same keys before; items of other lists have no old value.</summary>
    private static JsonNode? Correlated(JsonNode? item, JsonArray? old, StructuralSchema schema) =>
        old is null || schema.ListType != "map"
            ? null
            : old.FirstOrDefault(other => JsonEquality.Equal(MapKey(other, schema), MapKey(item, schema)));
}
